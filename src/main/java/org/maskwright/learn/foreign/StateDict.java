package org.maskwright.learn.foreign;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.maskwright.learn.torch.Tensor;
import org.maskwright.learn.torch.Weights;

/// The named tensors of a file that `torch.save` wrote of a state dict. The pickle in it is read by the few words that such files are made of, and by no
/// other: nothing is looked up, made or called that is not a dictionary, a list or a tensor of numbers.
///
/// @see <a href="https://peps.python.org/pep-3154/">PEP 3154, protocol 4, and those before it</a>
final class StateDict {
    private static final long MAX_PICKLE_BYTES = 16 << 20;
    private static final long MAX_NUMBERS = 1L << 29;
    private static final int MAX_RANK = 8;
    private static final int MARK = '(';

    private final Archive archive;
    private final String root;
    private final ByteBuffer pickle;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private long numbers;

    private StateDict(Archive archive, String root, byte[] pickle) {
        this.archive = archive;
        this.root = root;
        this.pickle = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// A class or function by its full name; never looked up.
    private record Global(String name) {}

    /// Numbers of one kind in an entry of the archive.
    private record Storage(String kind, String key) {}

    /// A tensor as the pickle describes it.
    private record Found(Storage storage, long offset, List<Long> shape, List<Long> strides) {}

    private enum Nothing { NONE }

    /// The floating-point tensors of the dictionary, or of its part called `state_dict` or `model`. Whole numbers, such as counts of batches, are passed over.
    ///
    /// @param root folder in the archive that all lies in, with its `/`
    static Weights read(Archive archive, String root) throws ForeignException {
        Archive.Entry entry = archive.find(root + "data.pkl").orElseThrow(() -> new IllegalArgumentException("the archive has no " + root + "data.pkl"));
        var reader = new StateDict(archive, root, archive.read(entry, MAX_PICKLE_BYTES));
        try {
            return reader.weights(reader.run());
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NoSuchElementException | ClassCastException | ArithmeticException | UnsupportedOperationException e) {
            throw reader.wrong("expected the pickle of a state dict, found one cut short or made otherwise", e);
        } catch (IllegalArgumentException e) {
            throw reader.wrong(String.valueOf(e.getMessage()), e);
        }
    }

    private ForeignException wrong(String what) {
        return wrong(what, null);
    }

    private ForeignException wrong(String what, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = archive.name() + ", data.pkl, byte " + pickle.position() + ": " + what + ". Save the network's state_dict() alone by torch.save, or as safetensors.";
        return cause == null ? new ForeignException(message) : new ForeignException(message, cause);
    }

    private Object run() throws ForeignException {
        while (true) {
            int op = pickle.get() & 0xff;
            switch (op) {
                case 0x80 -> pickle.get(); // protocol
                case 0x95 -> pickle.getLong(); // frame
                case '.' -> {
                    return pop();
                }
                case MARK -> marks.add(stack.size());
                case 'c' -> push(new Global(line() + "." + line()));
                case 0x93 -> {
                    String name = (String) pop();
                    push(new Global(pop() + "." + name));
                }
                case 'q' -> memo.put(pickle.get() & 0xff, stack.getLast());
                case 'r' -> memo.put(pickle.getInt(), stack.getLast());
                case 0x94 -> memo.put(memo.size(), stack.getLast());
                case 'h' -> push(remembered(pickle.get() & 0xff));
                case 'j' -> push(remembered(pickle.getInt()));
                case '}' -> push(new LinkedHashMap<>());
                case ']' -> push(new ArrayList<>());
                case ')' -> push(List.of());
                case 't' -> push(sinceMark());
                case 0x85 -> push(last(1));
                case 0x86 -> push(last(2));
                case 0x87 -> push(last(3));
                case 'u' -> items(sinceMark());
                case 's' -> items(last(2));
                case 'e' -> list(sinceMark());
                case 'a' -> list(last(1));
                case 'X' -> push(text(pickle.getInt()));
                case 0x8c -> push(text(pickle.get() & 0xff));
                case 'K' -> push((long) (pickle.get() & 0xff));
                case 'M' -> push((long) Short.toUnsignedInt(pickle.getShort()));
                case 'J' -> push((long) pickle.getInt());
                case 0x8a -> push(whole(pickle.get() & 0xff));
                case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(pickle.getLong())));
                case 0x88 -> push(true);
                case 0x89 -> push(false);
                case 'N' -> push(Nothing.NONE);
                case 'Q' -> push(storage((List<?>) pop()));
                case 'R' -> call();
                case 'b' -> {
                    pop(); // what a dictionary remembers beside its items, such as versions of modules
                    if (!(stack.getLast() instanceof Map)) throw wrong("expected dictionaries and tensors, found another kind of object");
                }
                default -> throw wrong("expected the words of a state dict, found 0x" + Integer.toHexString(op));
            }
        }
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() {
        return stack.removeLast();
    }

    private Object remembered(int key) throws ForeignException {
        Object value = memo.get(key);
        if (value == null) throw wrong("expected something remembered as " + key + ", found nothing");
        return value;
    }

    private List<Object> sinceMark() {
        return last(stack.size() - marks.removeLast());
    }

    private List<Object> last(int count) {
        List<Object> part = stack.subList(stack.size() - count, stack.size());
        List<Object> copy = List.copyOf(part);
        part.clear();
        return copy;
    }

    @SuppressWarnings("unchecked")
    private void items(List<Object> pairs) {
        var map = (Map<Object, Object>) stack.getLast();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            if (pairs.get(i) instanceof String name) map.put(name, pairs.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked")
    private void list(List<Object> more) {
        ((List<Object>) stack.getLast()).addAll(more);
    }

    private String line() {
        var line = new StringBuilder();
        for (byte b = pickle.get(); b != '\n'; b = pickle.get()) line.append((char) (b & 0xff));
        return line.toString();
    }

    private String text(int length) throws ForeignException {
        if (length < 0 || length > pickle.remaining()) throw wrong("expected a text of at most " + pickle.remaining() + " bytes, found " + Integer.toUnsignedString(length));
        byte[] bytes = new byte[length];
        pickle.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long whole(int bytes) throws ForeignException {
        if (bytes > Long.BYTES) throw wrong("expected a number of at most 8 bytes, found " + bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) value |= (pickle.get() & 0xffL) << (8 * i);
        int unused = Long.SIZE - 8 * bytes;
        return bytes == 0 ? 0 : value << unused >> unused;
    }

    private Storage storage(List<?> id) throws ForeignException {
        if (id.size() < 5 || !"storage".equals(id.get(0)) || !(id.get(1) instanceof Global kind) || !(id.get(2) instanceof String key)) throw wrong("expected a storage of numbers, found something else");
        return new Storage(kind.name(), key);
    }

    private void call() throws ForeignException {
        var arguments = (List<?>) pop();
        Object function = pop();
        if (!(function instanceof Global global)) throw wrong("expected a call by name, found another");
        switch (global.name()) {
            case "collections.OrderedDict" -> {
                if (!arguments.isEmpty()) throw wrong("expected an empty dictionary to be filled, found one with arguments");
                push(new LinkedHashMap<>());
            }
            case "torch._utils._rebuild_tensor_v2" -> push(new Found((Storage) arguments.get(0), (Long) arguments.get(1), longs(arguments.get(2)), longs(arguments.get(3))));
            case "torch._utils._rebuild_parameter" -> push((Found) arguments.get(0));
            default -> throw wrong("expected tensors alone, found a call of " + PlainText.of(global.name(), 100) + ", which is not made");
        }
    }

    private static List<Long> longs(Object list) {
        return ((List<?>) list).stream().map(Long.class::cast).toList();
    }

    private Weights weights(Object top) throws ForeignException {
        if (!(top instanceof Map<?, ?> map)) throw wrong("expected a dictionary of tensors, found something else");
        for (String part : List.of("state_dict", "model")) {
            if (map.get(part) instanceof Map<?, ?> inner) map = inner;
        }
        var tensors = new ArrayList<Tensor>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() instanceof Found found) tensor(String.valueOf(entry.getKey()), found).ifPresent(tensors::add);
        }
        if (tensors.isEmpty()) throw wrong("expected a dictionary of tensors, found none in it");
        return Weights.of(tensors);
    }

    private Optional<Tensor> tensor(String name, Found found) throws ForeignException {
        int width = switch (found.storage.kind) {
            case "torch.FloatStorage" -> Float.BYTES;
            case "torch.HalfStorage", "torch.BFloat16Storage" -> Short.BYTES;
            case "torch.DoubleStorage" -> Double.BYTES;
            default -> 0;
        };
        if (width == 0) return Optional.empty();
        String plain = PlainText.of(name, 200);
        if (found.shape.size() > MAX_RANK || found.strides.size() != found.shape.size()) throw wrong("tensor " + plain + ": expected at most " + MAX_RANK + " axes and as many strides");
        long count = 1;
        long last = found.offset;
        for (int i = 0; i < found.shape.size(); i++) {
            long size = found.shape.get(i);
            long stride = found.strides.get(i);
            if (size < 1 || size > Integer.MAX_VALUE || stride < 0 || stride > Integer.MAX_VALUE) throw wrong("tensor " + plain + ": expected sizes above 0, found " + found.shape);
            count = Math.multiplyExact(count, size);
            last = Math.addExact(last, Math.multiplyExact(size - 1, stride));
            if (count > MAX_NUMBERS) throw wrong("tensor " + plain + ": expected at most " + MAX_NUMBERS + " numbers, found " + found.shape);
        }
        numbers += count;
        Archive.Entry entry = archive.find(root + "data/" + found.storage.key).orElseThrow(() -> wrong("tensor " + plain + ": expected its numbers in data/" + PlainText.of(found.storage.key, 40) + ", found none"));
        if (found.offset < 0 || (last + 1) * width > entry.bytes() || numbers > MAX_NUMBERS) {
            throw wrong("tensor " + plain + ": expected " + (last + 1) * width + " bytes of numbers, found " + entry.bytes());
        }
        ByteBuffer data = ByteBuffer.wrap(archive.read(entry, Integer.MAX_VALUE)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) values[i] = number(data, found.storage.kind, width * place(found, i));
        List<Integer> shape = found.shape.isEmpty() ? List.of(1) : found.shape.stream().map(Long::intValue).toList();
        return Optional.of(Tensor.of(plain.startsWith("module.") ? plain.substring("module.".length()) : plain, shape, values));
    }

    /// Where the number at row-major index `index` lies in its storage.
    private static long place(Found found, long index) {
        long place = found.offset;
        long rest = index;
        for (int axis = found.shape.size() - 1; axis >= 0; axis--) {
            place += rest % found.shape.get(axis) * found.strides.get(axis);
            rest /= found.shape.get(axis);
        }
        return place;
    }

    private static float number(ByteBuffer data, String kind, long at) {
        int i = (int) at;
        return switch (kind) {
            case "torch.HalfStorage" -> Float.float16ToFloat(data.getShort(i));
            case "torch.BFloat16Storage" -> Float.intBitsToFloat(data.getShort(i) << 16);
            case "torch.DoubleStorage" -> (float) data.getDouble(i);
            default -> data.getFloat(i);
        };
    }
}
