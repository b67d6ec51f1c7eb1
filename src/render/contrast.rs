//! A test about all colours: words stand out from their ground as WCAG 2.2 asks at level AA, in each theme and in print.

use std::collections::BTreeMap;

const CSS: &str = include_str!("../../templates/html/style.css");
const PARTS: &str =
    concat!(include_str!("../../templates/pdf/parts.typ"), include_str!("../../templates/pdf/look.typ"));

type Colours = BTreeMap<String, [f64; 3]>;

/// Words, the grounds they stand on.
const HTML: &[(&str, &[&str])] = &[
    ("ink", &["paper", "shade", "yes", "no", "conditional", "open"]),
    ("quiet", &["paper"]),
    ("accent", &["paper", "shade"]),
    ("paper", &["accent"]),
    ("warn", &["paper"]),
];

#[test]
fn every_theme_of_the_page_keeps_its_contrast() {
    let told: Vec<Colours> = CSS.split(":root").skip(1).map(|theme| colours(theme, "--", ": #")).collect();
    let [light, dark, print] = told.as_slice() else { panic!("light, dark, print") };
    // What a theme does not name is that of the light one.
    let themes =
        [light, dark, print].map(|theme| light.iter().chain(theme).map(|(name, it)| (name.clone(), *it)).collect());
    for theme in &themes as &[Colours; 3] {
        for (words, grounds) in HTML {
            for ground in *grounds {
                demand(4.5, words, theme[*words], ground, theme[*ground]);
            }
        }
        demand(3.0, "strong-line", theme["strong-line"], "paper", theme["paper"]);
    }
}

#[test]
fn the_printed_page_keeps_its_contrast() {
    let named = colours(PARTS, "#let ", " = rgb(\"#");
    let white = [1.0; 3];
    for words in ["ink", "quiet", "accent", "warn"] {
        demand(4.5, words, named[words], "paper", white);
    }
    demand(3.0, "rule", named["rule"], "paper", white);
    let tints = PARTS.split("fill: rgb(\"#").skip(1).filter_map(|rest| colour(rest.get(..6)?));
    let tints: Vec<[f64; 3]> = tints.chain([named["shade"]]).collect();
    assert!(tints.len() > 5);
    for tint in tints {
        demand(4.5, "ink", named["ink"], "a tint", tint);
        demand(4.5, "quiet", named["quiet"], "a tint", tint);
    }
}

/// The lines of a symbol take the accent, whose contrast is held above; its tint is too pale to say anything by itself.
#[test]
fn symbols_are_drawn_in_the_accent() {
    assert!(CSS.contains(".symbol { color: var(--accent); }"));
    assert!(PARTS.contains(".replace(\"currentColor\", accent.to-hex())"));
}

fn colours(text: &str, before: &str, between: &str) -> Colours {
    let block = if before == "--" { text.split('}').next().unwrap_or_default() } else { text };
    let line = |line: &str| {
        let (name, rest) = line.trim().strip_prefix(before)?.split_once(between)?;
        Some((name.to_owned(), colour(rest.get(..6)?)?))
    };
    block.lines().filter_map(line).collect()
}

fn colour(hex: &str) -> Option<[f64; 3]> {
    let part = |at: usize| Some(f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

fn demand(least: f64, words: &str, one: [f64; 3], ground: &str, two: [f64; 3]) {
    let (light, dark) = (luminance(one).max(luminance(two)), luminance(one).min(luminance(two)));
    let ratio = (light + 0.05) / (dark + 0.05);
    assert!(ratio >= least, "{words} on {ground}: {ratio:.2}");
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|it| if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
