package dev.espalier.space;

import dev.espalier.catalog.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** Lists of numbers as a person writes them in a setting, and as options of a decision. */
final class Numbers {
    private static final int MOST = 16;

    private Numbers() {}

    /**
     * Different whole numbers between 1 and {@code max}, separated by commas.
     *
     * @throws InvalidInputException with a pointer to the setting
     */
    static List<Integer> list(String setting, String text, int max) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            int number = number(setting, word.strip(), max);
            if (numbers.contains(number)) {
                throw refused(setting, "repeats %d".formatted(number));
            }
            numbers.add(number);
        }
        if (numbers.size() > MOST) {
            throw refused(setting, "holds %d numbers, above the bound of %d".formatted(numbers.size(), MOST));
        }
        return List.copyOf(numbers);
    }

    /** The numbers, all odd, as kernels that keep the extent must be. */
    static List<Integer> odd(String setting, List<Integer> numbers) {
        for (int number : numbers) {
            if (number % 2 == 0) {
                throw refused(setting, "holds %d, which is even".formatted(number));
            }
        }
        return numbers;
    }

    static List<String> words(List<? extends Number> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }

    private static int number(String setting, String word, int max) {
        if (word.matches("[0-9]{1,9}") && Integer.parseInt(word) >= 1 && Integer.parseInt(word) <= max) {
            return Integer.parseInt(word);
        }
        throw refused(setting, "holds '%s', which is no whole number from 1 to %d".formatted(word, max));
    }

    private static InvalidInputException refused(String setting, String complaint) {
        return new InvalidInputException("/" + setting, "The setting '%s' %s.".formatted(setting, complaint));
    }
}
