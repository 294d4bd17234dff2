//! `--open`: the page of the previewer with the request inside, as a temporary file that the browser opens.
//!
//! The file needs no server and sends nothing. Only the user can read it, because it contains the inputs.

use crate::input_error::InputError;
use crate::messages::{self, TranslatableText};
use std::io::Write;
use std::path::PathBuf;

include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// What the request is written before.
const BODY: &str = "<div id=\"app\">";

/// Writes the page and opens it; returns what to say about that.
///
/// # Errors
/// This program was built without the page, or the page cannot be written.
pub fn open(request: &str) -> Result<TranslatableText, InputError> {
    let page = PAGE.and_then(|page| with_request(page, request));
    let page = page.ok_or_else(|| InputError::new(&messages::NO_PAGE).help(&messages::NO_PAGE_HELP))?;
    let path = write(&page).map_err(|error| InputError::new(&messages::PAGE_NOT_WRITTEN).caused_by(error))?;
    let message = if open::that_detached(&path).is_ok() { &messages::PAGE_OPENED } else { &messages::PAGE_NOT_OPENED };
    Ok(message.with("path", path.display().to_string()))
}

/// The page with the request as data; `None` if the page has another form.
fn with_request(page: &str, request: &str) -> Option<String> {
    let (head, body) = page.split_once(BODY)?;
    // In JSON, `<` occurs in strings only. Escaped, no text can end the element.
    let request = request.replace('<', "\\u003c");
    Some(format!("{head}<script type=\"application/json\" id=\"request\">{request}</script>{BODY}{body}"))
}

/// Writes a file that stays after this program has ended, because the browser reads it later.
fn write(page: &str) -> std::io::Result<PathBuf> {
    let mut file = tempfile::Builder::new().prefix("clbplan-").suffix(".html").tempfile()?;
    file.write_all(page.as_bytes())?;
    let (_, path) = file.keep()?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_with_the_request() {
        let page = with_request("<head></head><div id=\"app\"></div>", r#"{"manifests":"</script><script>"}"#).unwrap();
        let data = r#"{"manifests":"\u003c/script>\u003cscript>"}"#;
        assert_eq!(
            page,
            format!(
                "<head></head><script type=\"application/json\" id=\"request\">{data}</script><div id=\"app\"></div>"
            )
        );
    }

    #[test]
    fn another_page_is_not_used() {
        assert_eq!(with_request("<html></html>", "{}"), None);
    }

    #[test]
    fn the_file_is_complete_and_stays() {
        let path = write("page").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "page");
        std::fs::remove_file(&path).unwrap();
    }
}
