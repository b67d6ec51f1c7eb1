//! The drawings of the symbols: one style, 24 by 24, in the colour of whatever stands around them.

use crate::word::Symbol;

macro_rules! drawings {
    ($($symbol:ident $name:literal)*) => {
        /// The drawing as SVG: lines in `currentColor`, shapes in a tint of it.
        pub(super) fn drawing(symbol: Symbol) -> &'static str {
            match symbol {
                $(Symbol::$symbol => include_str!(concat!("../../templates/symbols/", $name, ".svg")),)*
            }
        }
    };
}

drawings! {
    Heart "heart"
    Smile "smile"
    Sad "sad"
    Speech "speech"
    Question "question"
    Ear "ear"
    Eye "eye"
    Hand "hand"
    Tick "tick"
    Cross "cross"
    Star "star"
    Lock "lock"
    Key "key"
    Shield "shield"
    Phone "phone"
    Tablet "tablet"
    Computer "computer"
    Game "game"
    Camera "camera"
    Picture "picture"
    Book "book"
    Person "person"
    People "people"
    Teacher "teacher"
    Home "home"
    Clock "clock"
}

/// The drawing for a page of HTML; whoever cannot see it misses nothing.
pub(super) fn element(symbol: Symbol) -> String {
    let drawing = drawing(symbol).replace("\n  ", "").replace('\n', "");
    drawing.replacen("<svg ", "<svg class=\"symbol\" width=\"2em\" height=\"2em\" aria-hidden=\"true\" ", 1)
}

#[cfg(test)]
mod tests {
    use super::drawing;
    use crate::word::Symbol;
    use roxmltree::{Document, Node};

    /// The elements and attributes that the style is made of; none brings a colour, a script or another file.
    const ELEMENTS: [&str; 4] = ["svg", "path", "circle", "rect"];
    const GEOMETRY: [&str; 9] = ["cx", "cy", "d", "height", "r", "rx", "width", "x", "y"];

    fn keeps_the_style(name: &str, node: Node<'_, '_>) {
        assert!(ELEMENTS.contains(&node.tag_name().name()), "{name}: <{}>", node.tag_name().name());
        for it in node.attributes() {
            let fine = match it.name() {
                "fill" | "stroke" => matches!(it.value(), "none" | "currentColor"),
                "fill-opacity" => it.value() == "0.16",
                geometry => GEOMETRY.contains(&geometry),
            };
            assert!(fine, "{name}: {}=\"{}\"", it.name(), it.value());
        }
    }

    #[test]
    fn every_drawing_is_sound_and_of_one_style() {
        const ROOT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" fill=\"none\" \
            stroke=\"currentColor\" stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\">";
        for symbol in Symbol::ALL {
            let (name, text) = (symbol.text(), drawing(*symbol));
            let read = Document::parse(text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            assert!(text.starts_with(ROOT), "{name} begins in its own way");
            let inside: Vec<Node<'_, '_>> =
                read.root_element().descendants().skip(1).filter(Node::is_element).collect();
            assert!(!inside.is_empty(), "{name} is empty");
            inside.into_iter().for_each(|node| keeps_the_style(name, node));
        }
    }

    #[test]
    fn no_two_symbols_share_a_drawing_and_no_drawing_lies_idle() {
        let drawn: std::collections::BTreeSet<&str> = Symbol::ALL.iter().map(|symbol| drawing(*symbol)).collect();
        assert_eq!(drawn.len(), Symbol::ALL.len());
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/symbols");
        let files =
            std::fs::read_dir(folder).expect("the folder of drawings").map(|file| file.expect("a file").file_name());
        let mut files: Vec<String> = files.map(|name| name.to_string_lossy().into_owned()).collect();
        files.sort();
        let mut names: Vec<String> = Symbol::ALL.iter().map(|symbol| format!("{}.svg", symbol.text())).collect();
        names.sort();
        assert_eq!(files, names);
    }
}
