//! The form of single words: ids, regions, UUIDs, timestamps. Only the form is checked, never whether a thing of that
//! name exists.

pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The prefix, then letters and digits.
pub(super) fn is_id(prefix: &str, text: &str) -> bool {
    text.strip_prefix(prefix)
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// `ap-guangzhou`, `na-siliconvalley`, `ap-shanghai-fsi`. The list of regions grows, so only the form is checked.
pub(super) fn is_region(text: &str) -> bool {
    let mut parts = text.split('-');
    let area = parts.next().unwrap_or("");
    let mut rest = 0;
    let good = parts.all(|part| {
        rest += 1;
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    area.len() == 2 && area.bytes().all(|byte| byte.is_ascii_lowercase()) && good && rest > 0
}

pub(super) fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let hex = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.split('-').map(str::len).eq(lengths) && text.split('-').all(hex)
}

/// `2026-01-04T11:22:33+08:00`. Only the form is checked, not the calendar.
pub(super) fn is_timestamp(text: &str) -> bool {
    let form = |text: &str, form: &str| {
        text.len() == form.len()
            && text.bytes().zip(form.bytes()).all(|(byte, form)| match form {
                b'0' => byte.is_ascii_digit(),
                _ => byte == form,
            })
    };
    let Some((date, rest)) = text.split_once('T') else { return false };
    let clock = rest.trim_end_matches('Z');
    let (clock, zone) = match clock.find(['+', '-']) {
        Some(at) => (clock.get(..at).unwrap_or(""), clock.get(at + 1..).unwrap_or("")),
        None => (clock, if rest.ends_with('Z') { "00:00" } else { "" }),
    };
    let (seconds, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    form(date, "0000-00-00")
        && form(seconds, "00:00:00")
        && form(zone, "00:00")
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}
