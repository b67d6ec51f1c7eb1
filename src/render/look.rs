//! The look of a school: its house style and its colour, which words in it must stand out from the paper.

use std::fmt;

/// The least contrast of words that WCAG 2.2 asks for at level AA.
pub const LEAST: f64 = 4.5;
/// The lightest grounds that words in the school's colour stand on, and the darkest of the dark theme.
const LIGHT: [Colour; 2] = [Colour([0xff, 0xff, 0xff]), Colour([0xf1, 0xf4, 0xf7])];
const DARK: [Colour; 2] = [Colour([0x15, 0x19, 0x1e]), Colour([0x1e, 0x24, 0x2b])];
/// The colour of a school that names none.
const USUAL: Colour = Colour([0x17, 0x4a, 0x6e]);

const BANNER: &str = include_str!("../../templates/html/banner.css");

/// How the top of a document is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Words in the school's colour on white, over a line.
    #[default]
    Plain,
    /// White words on a band of the school's colour.
    Banner,
}

impl Style {
    /// The style with this name.
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "plain" => Some(Self::Plain),
            "banner" => Some(Self::Banner),
            _ => None,
        }
    }
}

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Reads `#174a6e`.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|it| it.len() == 6 && it.bytes().all(|c| c.is_ascii_hexdigit()))?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// How much it stands out from another: 1 not at all, 21 as black from white.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// How much it stands out from the paper, where it does so least.
    pub fn on_paper(self) -> f64 {
        LIGHT.into_iter().map(|ground| self.contrast(ground)).fold(f64::MAX, f64::min)
    }

    /// The nearest tone of it that can be read on white paper.
    pub fn for_paper(self) -> Self {
        self.towards(0, &LIGHT)
    }

    /// The nearest tone of it that can be read on a dark screen.
    fn for_dark(self) -> Self {
        self.towards(u8::MAX, &DARK)
    }

    fn towards(self, end: u8, grounds: &[Self]) -> Self {
        let mixed = |part: u32| {
            let mix = |it: u8| (u32::from(it) * (100 - part) + u32::from(end) * part) / 100;
            Self(self.0.map(|it| u8::try_from(mix(it)).unwrap_or(end)))
        };
        let read = |it: &Self| grounds.iter().all(|ground| it.contrast(*ground) >= LEAST);
        (0..=100).map(mixed).find(read).unwrap_or(Self([end; 3]))
    }

    fn luminance(self) -> f64 {
        let part = |it: u8| {
            let it = f64::from(it) / 255.0;
            if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(part);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// The look that a school has chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// How the top of a document is set.
    pub style: Style,
    /// The school's colour.
    pub colour: Option<Colour>,
}

impl Look {
    /// The templates in which it stands, by file name; none for the usual look.
    pub fn templates(self) -> Vec<(&'static str, String)> {
        if self == Self::default() {
            return Vec::new();
        }
        let colour = self.colour.unwrap_or(USUAL);
        let banner = self.style == Style::Banner;
        let mut css = String::new();
        if self.colour.is_some() {
            css = format!(
                ":root {{ --accent: {colour}; }}\n\
                 @media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {}; }} }}\n",
                colour.for_dark()
            );
        }
        if banner {
            css.push_str(BANNER);
        }
        vec![("look.css", css), ("look.typ", format!("#let accent = rgb(\"{colour}\")\n#let banner = {banner}\n"))]
    }
}

#[cfg(test)]
mod tests {
    use super::{Colour, DARK, LEAST, LIGHT};

    #[test]
    fn any_colour_has_a_tone_for_paper_and_one_for_the_dark() {
        for text in ["#ffcc00", "#174a6e", "#000000", "#ffffff", "#00ff00", "#808080"] {
            let colour = Colour::read(text).expect("a colour");
            assert!(LIGHT.iter().all(|ground| colour.for_paper().contrast(*ground) >= LEAST), "{text}");
            assert!(DARK.iter().all(|ground| colour.for_dark().contrast(*ground) >= LEAST), "{text}");
        }
        let blue = Colour::read("#174a6e").expect("a colour");
        assert_eq!(blue.for_paper(), blue);
    }

    #[test]
    fn reads_what_is_a_colour_and_nothing_else() {
        assert_eq!(Colour::read("#7A1F3d").map(|it| it.to_string()), Some("#7a1f3d".to_owned()));
        for text in ["7a1f3d", "#7a1f3", "#7a1f3g", "red", "#+a1f3d", ""] {
            assert_eq!(Colour::read(text), None, "{text}");
        }
        let black = Colour::read("#000000").expect("black");
        assert!((black.contrast(LIGHT[0]) - 21.0).abs() < 0.01);
    }
}
