//! A school's logo: what may be one, and how it travels among the templates.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::limit;

/// Under which name it stands among the templates, as a data URI: HTML takes it as it is, PDF its bytes.
pub const LOGO: &str = "logo";

/// The first bytes of every PNG file, and the last chunk.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const PNG_END: &[u8] = b"IEND\xaeB`\x82";

/// What a drawing could do beside being looked at.
const ACTS: [(&str, &str); 5] = [
    ("<script", "holds a script"),
    ("<foreignobject", "holds a page within the drawing"),
    ("<!entity", "declares entities"),
    ("@import", "takes in a file from elsewhere"),
    ("javascript:", "holds a script"),
];

/// What a logo is kept as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// A drawing.
    Svg,
    /// Pixels.
    Png,
}

impl Picture {
    const ALL: [Self; 2] = [Self::Svg, Self::Png];

    /// How its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    fn head(self) -> &'static str {
        match self {
            Self::Svg => "data:image/svg+xml;base64,",
            Self::Png => "data:image/png;base64,",
        }
    }
}

/// A file as a data URI, where it is a logo; else what is wrong with it, and what to do.
pub fn data_uri(name: &str, bytes: &[u8]) -> Result<String, (String, &'static str)> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let Some(kind) = Picture::ALL.into_iter().find(|kind| extension.as_deref() == Some(kind.extension())) else {
        return Err((format!("`{name}` is not a drawing"), "save the logo as SVG or PNG, and name that file"));
    };
    if bytes.len() > limit::LOGO {
        let message = format!("`{name}` is larger than {} kB, and it stands in every page", limit::LOGO >> 10);
        return Err((message, "save it smaller: a logo of 600 by 600 pixels is sharp in print"));
    }
    match kind {
        Picture::Svg => drawing(name, bytes)?,
        Picture::Png => pixels(name, bytes)?,
    }
    Ok(format!("{}{}", kind.head(), STANDARD.encode(bytes)))
}

/// What a data URI holds, where it is one that this file makes.
#[cfg(feature = "pdf")]
pub(super) fn held(uri: &str) -> Option<(Picture, Vec<u8>)> {
    Picture::ALL.into_iter().find_map(|kind| Some((kind, STANDARD.decode(uri.strip_prefix(kind.head())?).ok()?)))
}

/// Whether the bytes are a whole PNG file of a size that can be unpacked.
fn pixels(name: &str, bytes: &[u8]) -> Result<(), (String, &'static str)> {
    let broken = (format!("`{name}` is not a whole PNG file"), "save the logo as PNG again, and check that it opens");
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let header = bytes.starts_with(PNG) && bytes.get(12..16) == Some(b"IHDR") && bytes.ends_with(PNG_END);
    let (Some(width), Some(height), true) = (number(16), number(20), header) else { return Err(broken) };
    if width.max(height) > limit::LOGO_SIDE || width.min(height) == 0 {
        let message = format!("`{name}` is {width} by {height} pixels");
        return Err((message, "save it smaller: a logo of 600 by 600 pixels is sharp in print"));
    }
    Ok(())
}

/// Whether the bytes are an SVG drawing that needs no other file and does nothing.
fn drawing(name: &str, bytes: &[u8]) -> Result<(), (String, &'static str)> {
    let text = std::str::from_utf8(bytes).unwrap_or_default().trim_start_matches('\u{feff}').trim();
    if !root(text).starts_with("<svg") || !(text.ends_with("</svg>") || text.ends_with("-->")) {
        let help = "save the logo as SVG again, and check that a browser shows it";
        return Err((format!("`{name}` is not a whole SVG file"), help));
    }
    let small = text.to_ascii_lowercase();
    let act = ACTS.iter().find(|(sign, _)| small.contains(sign)).map(|(_, what)| *what);
    let elsewhere = || reaches_out(&small).then_some("takes in a file from elsewhere");
    let handler = || has_handler(&small).then_some("holds a script");
    match act.or_else(elsewhere).or_else(handler) {
        Some(what) => Err((format!("`{name}` {what}"), "save it as plain SVG, with paths and colours alone")),
        None => Ok(()),
    }
}

/// What stands behind declarations and remarks.
fn root(text: &str) -> &str {
    let mut rest = text;
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!") => ">",
            _ => return rest,
        };
        let Some((_, after)) = rest.split_once(end) else { return "" };
        rest = after.trim_start();
    }
}

/// Whether a link or a paint leads out of the file; a picture within it does not.
fn reaches_out(small: &str) -> bool {
    let mut links = small.split("href").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('='));
    let mut paints = small.split("url(").skip(1);
    let inside = |rest: &str| {
        let led = rest.trim_start_matches([' ', '\t', '\r', '\n', '"', '\'']);
        led.starts_with('#') || led.starts_with("data:image/")
    };
    links.any(|it| !inside(it)) || paints.any(|it| !inside(it))
}

/// Whether an attribute such as `onload` stands in it.
fn has_handler(small: &str) -> bool {
    small.split([' ', '\t', '\r', '\n', '"', '\'', '/']).any(|word| {
        let name = word.split('=').next().unwrap_or_default();
        name.len() > 3 && name.starts_with("on") && word.contains('=') && name.bytes().all(|it| it.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CREST: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";

    fn png(width: u32, height: u32) -> Vec<u8> {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        [PNG, b"\0\0\0\x0dIHDR", &size, b"\x08\x06\0\0\0....", b"\0\0\0\0", PNG_END].concat()
    }

    #[test]
    fn drawings_and_pixels_are_taken_as_they_are() {
        let uri = data_uri("crest.svg", CREST.as_bytes()).expect("a drawing");
        assert!(uri.starts_with("data:image/svg+xml;base64,PHN2"), "{uri}");
        let older =
            format!("\u{feff}<?xml version=\"1.0\"?>\n<!-- drawn -->\n<!DOCTYPE svg PUBLIC \"a\" \"b\">\n{CREST}\n");
        assert!(data_uri("CREST.SVG", older.as_bytes()).is_ok());
        assert!(data_uri("crest.png", &png(600, 400)).expect("pixels").starts_with("data:image/png;base64,iVBO"));
    }

    #[test]
    fn a_drawing_that_acts_or_reaches_out_is_refused() {
        let with = |inside: &str| data_uri("a.svg", CREST.replace("<path", &format!("{inside}<path")).as_bytes());
        for inside in [
            "<script>alert(1)</script>",
            "<ScRiPt/>",
            "<foreignObject/>",
            "<g onload=\"alert(1)\"/>",
            "<g\nonClick='x'/>",
            "<g/onload=x/>",
            "<image href=\"https://example.org/a.png\"/>",
            "<image xlink:href = 'a.png'/>",
            "<use href=\"other.svg#a\"/>",
            "<style>@import 'a.css';</style>",
            "<path fill=\"url( https://example.org/a )\"/>",
            "<a href=\"javascript:x\"/>",
        ] {
            assert!(with(inside).is_err(), "{inside}");
        }
        for inside in [
            "<use href=\"#a\"/>",
            "<image href=\"data:image/png;base64,AA\"/>",
            "<g fill=\"url(#a)\" title=\"on = off\"/>",
        ] {
            assert!(with(inside).is_ok(), "{inside}");
        }
        let bomb = CREST.replacen("<svg", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg", 1);
        assert!(data_uri("a.svg", bomb.as_bytes()).is_err());
    }

    #[test]
    fn what_is_no_logo_is_refused_with_its_reason() {
        let why = |name: &str, bytes: &[u8]| data_uri(name, bytes).expect_err("refused").0;
        assert_eq!(why("crest.jpg", b"\xff\xd8"), "`crest.jpg` is not a drawing");
        assert_eq!(why("crest", CREST.as_bytes()), "`crest` is not a drawing");
        assert_eq!(why("crest.png", CREST.as_bytes()), "`crest.png` is not a whole PNG file");
        assert_eq!(why("crest.svg", &png(9, 9)), "`crest.svg` is not a whole SVG file");
        assert_eq!(why("crest.svg", b"<html><svg></svg></html>"), "`crest.svg` is not a whole SVG file");
        assert_eq!(why("crest.svg", &CREST.as_bytes()[..40]), "`crest.svg` is not a whole SVG file");
        assert_eq!(why("crest.png", &png(90_000, 1)), "`crest.png` is 90000 by 1 pixels");
        assert_eq!(why("crest.png", &png(0, 1)), "`crest.png` is 0 by 1 pixels");
        assert_eq!(why("crest.png", PNG), "`crest.png` is not a whole PNG file");
        assert!(why("crest.svg", CREST.repeat(9000).as_bytes()).contains("larger than 512 kB"));
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn what_was_put_in_comes_out() {
        let uri = data_uri("crest.svg", CREST.as_bytes()).expect("a drawing");
        assert_eq!(held(&uri), Some((Picture::Svg, CREST.as_bytes().to_vec())));
        assert_eq!(held("data:text/html;base64,AA=="), None);
        assert_eq!(held("data:image/png;base64,@"), None);
    }
}
