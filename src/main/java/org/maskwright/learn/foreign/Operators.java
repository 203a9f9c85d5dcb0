package org.maskwright.learn.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the source text of a TorchScript program can call, told from the text alone.
///
/// The text is searched more widely than the engine reads it (strings and remarks are searched, too), for a search that follows the grammar
/// could be led astray by a file made for it. A program can call nothing but the engine's operators, and reaches them by `torch.name`,
/// `ops.library.name`, as a method of a value, or by `getattr` with a literal name; there is no other way in TorchScript.
///
/// @param plain how often each operator of plain arithmetic is named
/// @param unfamiliar what is not among these, with what is known of it: to be agreed to
/// @param refused what no segmentation network needs and this program will not run, with the reason
record Operators(Map<String, Integer> plain, Set<String> unfamiliar, Set<String> refused) {
    /// Libraries of operators that are built into the engine and neither read nor write files.
    private static final Set<String> BUILT_IN = Set.of("quantized", "_quantized", "quantization", "mkldnn", "mkldnn_prepacked", "onednn", "prepacked", "sparse", "prims",
            "static_runtime", "profiler");
    private static final Set<String> PLAIN_PRIMITIVES = Set.of("RaiseException", "NumToTensor", "data", "unchecked_cast", "device", "dtype", "layout", "is_cuda", "is_cpu", "min",
            "max", "abs", "type", "unchecked_unwrap_optional", "requires_grad", "TupleUnpack", "TupleIndex", "rangelist", "is_quantized", "is_nested", "is_sparse", "id");
    private static final Map<String, String> REACHING_OUT = Map.of("save", "writes a file", "from_file", "reads or writes a file", "rpc_async", "speaks to other machines",
            "rpc_sync", "speaks to other machines", "rpc_remote", "speaks to other machines", "PythonOp", "runs Python", "IgnoredPythonOp", "runs Python");
    private static final Set<String> PLAIN = plainOperators();

    private static final String GAP = "[\\s\\\\]*";
    private static final Pattern OWN = Pattern.compile("__torch__(" + GAP + "\\." + GAP + "[A-Za-z_0-9]+)+");
    private static final Pattern TORCH = Pattern.compile("(?<![.\\w])torch" + GAP + "\\." + GAP + "([A-Za-z_0-9]+)");
    private static final Pattern OPS = Pattern.compile("(?<![.\\w])ops" + GAP + "\\." + GAP + "([A-Za-z_0-9]+)" + GAP + "\\." + GAP + "([A-Za-z_0-9]+)");
    private static final Pattern MEMBER = Pattern.compile("\\." + GAP + "([A-Za-z_0-9]+)");
    private static final Pattern GETATTR = Pattern.compile("\\bgetattr\\b");
    private static final Pattern LITERAL = Pattern.compile("\\s*([\"'])([A-Za-z0-9_.\\- ]*)\\1\\s*");
    private static final Pattern SPECIAL = Pattern.compile("\\b(fork|awaitable|print)" + GAP + "\\(");
    private static final Pattern OPS_ALONE = Pattern.compile("(?<![.\\w])ops(?!\\w|" + GAP + "\\." + GAP + "[A-Za-z_0-9]+" + GAP + "\\." + GAP + "[A-Za-z_0-9])");
    private static final Pattern REMARK = Pattern.compile("#[^\\n]*");

    Operators {
        plain = Map.copyOf(plain);
        unfamiliar = java.util.Collections.unmodifiableSet(new TreeSet<>(unfamiliar));
        refused = java.util.Collections.unmodifiableSet(new TreeSet<>(refused));
    }

    /// @param sources of the program, file by file
    static Operators in(List<String> sources) {
        var plain = new TreeMap<String, Integer>();
        var unfamiliar = new TreeSet<String>();
        var refused = new TreeSet<String>();
        for (String source : sources) {
            tally(source, plain, unfamiliar, refused);
            // A remark in the midst of a call would hide its name from a search through the text as it stands.
            tally(REMARK.matcher(source).replaceAll(""), new TreeMap<>(), unfamiliar, refused);
        }
        return new Operators(plain, unfamiliar, refused);
    }

    private static void tally(String source, Map<String, Integer> plain, Set<String> unfamiliar, Set<String> refused) {
        Matcher own = OWN.matcher(source);
        while (own.find()) {
            String type = own.group().replaceAll("[\\s\\\\]", "");
            if (!type.startsWith("__torch__.torch.classes.")) continue;
            String library = type.substring("__torch__.torch.classes.".length());
            if (BUILT_IN.contains(library.split("\\.")[0])) unfamiliar.add("objects of " + library + ", built into the engine");
            else refused.add("objects of " + library + ", compiled code of a library that is not part of this program");
        }
        String rest = own.replaceAll(" ");
        Matcher torch = TORCH.matcher(rest);
        while (torch.find()) {
            String name = torch.group(1);
            if (PLAIN.contains(name)) plain.merge(name, 1, Integer::sum);
            else if (!REACHING_OUT.containsKey(name)) unfamiliar.add("torch." + name);
        }
        Matcher ops = OPS.matcher(rest);
        while (ops.find()) {
            String library = ops.group(1);
            String name = ops.group(2);
            if (REACHING_OUT.containsKey(name)) continue;
            if (library.equals("aten") && PLAIN.contains(name) || library.equals("prim") && PLAIN_PRIMITIVES.contains(name)) plain.merge(name, 1, Integer::sum);
            else if (library.equals("aten") || library.equals("prim") || BUILT_IN.contains(library)) unfamiliar.add("ops." + library + "." + name);
            else refused.add("ops." + library + "." + name + ", an operator of the library '" + library + "', which is not part of this program");
        }
        Matcher member = MEMBER.matcher(rest);
        while (member.find()) refuse(member.group(1), refused);
        Matcher special = SPECIAL.matcher(rest);
        while (special.find()) unfamiliar.add(special.group(1).equals("print") ? "print, which writes on the terminal" : special.group(1) + ", which computes on further threads");
        if (OPS_ALONE.matcher(rest).find()) refused.add("ops under another name, so that which operators are called cannot be told from the text");
        Matcher getattr = GETATTR.matcher(rest);
        while (getattr.find()) {
            Matcher literal = LITERAL.matcher(lastArgument(rest, getattr.end()));
            if (literal.matches()) refuse(literal.group(2), refused);
            else refused.add("getattr with a name that cannot be told from the text");
        }
    }

    private static void refuse(String name, Set<String> refused) {
        String why = REACHING_OUT.get(name);
        if (why != null) refused.add(name + ", which " + why);
    }

    /// The text between the last comma and the closing bracket of the call whose opening bracket follows `from`; empty if there is no such.
    private static String lastArgument(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        if (at == text.length() || text.charAt(at) != '(') return "";
        int depth = 0;
        int comma = -1;
        char quote = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                if (c == '\\') at++;
                else if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
                if (depth == 0) return comma < 0 ? "" : text.substring(comma + 1, at);
            } else if (c == ',' && depth == 1) {
                comma = at;
            }
        }
        return "";
    }

    private static Set<String> plainOperators() {
        try (InputStream in = Operators.class.getResourceAsStream("plain-operators.txt")) {
            if (in == null) throw new IllegalStateException("the list of plain operators is missing from the program");
            var names = new TreeSet<String>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) names.addAll(List.of(line.trim().split(" +")));
            }
            return Set.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
