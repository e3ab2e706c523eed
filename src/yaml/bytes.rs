use crate::diagnostic::{Diagnostic, ENCODING};

/// The text in `bytes`, a byte-order mark taken off; `name` is what the file is called towards the user.
///
/// # Errors
/// What stands in the way, as a diagnostic without a place: UTF-16, UTF-32 (with or without a mark), or a byte that
/// is not UTF-8.
pub fn decode_bytes(name: &str, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    if let Some(encoding) = wide(&bytes) {
        let message = format!("`{name}` is {encoding}, not UTF-8");
        let help = format!("save it as UTF-8, for example with `iconv -f {encoding} -t UTF-8`");
        return Err(Box::new(Diagnostic::without_place(&ENCODING, message).help(help)));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => Err(Box::new(not_utf8(name, error.as_bytes(), error.utf8_error().valid_up_to()))),
    }
}

/// UTF-16 and UTF-32 by their mark, or by where the zero bytes of a first ASCII character stand.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [1..=255, 0, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, 1..=255, ..] => Some("UTF-32BE"),
        [0xff, 0xfe, ..] | [1..=255, 0, 1..=255, 0, ..] | [1..=255, 0] => Some("UTF-16LE"),
        [0xfe, 0xff, ..] | [0, 1..=255, 0, 1..=255, ..] | [0, 1..=255] => Some("UTF-16BE"),
        _ => None,
    }
}

fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let valid = String::from_utf8_lossy(&bytes[..at]);
    let line = valid.matches('\n').count() + 1;
    let column = valid.chars().rev().take_while(|c| *c != '\n').count() + 1;
    let byte = bytes[at];
    let message = format!("`{name}` is not UTF-8: byte 0x{byte:02X} at line {line}, column {column}");
    // A lone byte above 0xA0 among ASCII is how the western single-byte encodings write their letters.
    let next_is_ascii = bytes.get(at + 1).is_none_or(u8::is_ascii);
    Diagnostic::without_place(&ENCODING, message).help(if byte >= 0xa0 && next_is_ascii {
        "save it as UTF-8; if an editor on Windows wrote it: `iconv -f WINDOWS-1252 -t UTF-8`"
    } else {
        "save it as UTF-8; if it is not a text file, it was named by mistake"
    })
}
