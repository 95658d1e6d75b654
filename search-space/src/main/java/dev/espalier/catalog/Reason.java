package dev.espalier.catalog;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file or an address cannot be used, in a person's words: the message of many such errors is a name alone. */
public final class Reason {
    private Reason() {}

    /** A clause without a full stop, such as {@code there is no '/data/cells.csv'}. */
    public static String of(IOException broken) {
        String said = broken.getMessage();
        if (broken instanceof NoSuchFileException missing) {
            return "there is no '%s'".formatted(missing.getFile());
        }
        if (broken instanceof AccessDeniedException denied) {
            return "permission is denied for '%s'".formatted(denied.getFile());
        }
        if (broken instanceof FileAlreadyExistsException taken) {
            return "there is a file '%s' already".formatted(taken.getFile());
        }
        if (broken instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (broken instanceof UnknownHostException) {
            return "the host '%s' is not found".formatted(said);
        }
        if (said == null) {
            return broken.toString();
        }
        boolean words = broken instanceof FileSystemException || broken instanceof FileNotFoundException;
        return words || said.contains(" ") ? said : broken.toString();
    }
}
