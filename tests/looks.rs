//! House styles and school colours.

use byelaw::render::look::{Colour, LEAST};

use crate::harness::{AS_OF, Folder, Run, SCHOOL, byelaw_in};

fn built(settings: &str, format: &str) -> (Run, String) {
    let source =
        format!("{SCHOOL}role staff \"Staff\" is group\nform f \"Form\" for staff {{ a: staff must \"be kind\" }}\n");
    let folder = Folder::with(&[("a.byelaw", &source), ("byelaw.yaml", settings)]);
    let run = byelaw_in(folder.path(), &["build", "--draft", "--to", format, "--as-of", AS_OF]);
    let page = std::fs::read(folder.path().join(format!("out/f.{format}"))).unwrap_or_default();
    (run, String::from_utf8_lossy(&page).into_owned())
}

#[test]
fn a_school_has_its_colour_and_style() {
    let (run, page) = built("style: banner\ncolour: \"#7a1f3d\"\n", "html");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(page.contains("--accent: #7a1f3d;") && page.contains("header { margin-top: -1rem"), "{page}");
    let dark = page.rsplit("prefers-color-scheme: dark) { :root { --accent: ").next().and_then(|it| it.get(..7));
    let dark = dark.and_then(Colour::read).expect("a colour of the dark theme");
    assert!(dark.contrast(Colour::read("#15191e").expect("the dark paper")) >= LEAST, "{dark}");
    let (_, usual) = built("due-within: 60\n", "html");
    assert!(!usual.contains("#7a1f3d") && !usual.contains("margin-top: -1rem"));
}

#[test]
fn a_colour_that_cannot_be_read_is_told_with_one_that_can() {
    let (run, page) = built("colour: \"#ffcc00\"\n", "html");
    assert!(run.code == 1 && page.is_empty(), "{}", run.err);
    assert!(run.err.contains("words in `#ffcc00` are hard to read on paper: their contrast is 1."), "{}", run.err);
    let nearest = run.err.split("write `colour: \"").nth(1).and_then(|rest| rest.get(..7)).expect("a colour");
    assert_eq!(built(&format!("colour: \"{nearest}\"\n"), "html").0.code, 0, "{nearest}");
}

#[test]
fn what_is_no_colour_or_style_is_told() {
    for (settings, told) in
        [("colour: red\n", "`red` is not a colour"), ("style: fancy\n", "the house styles are `plain` and `banner`")]
    {
        let (run, _) = built(settings, "html");
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains(told), "{}", run.err);
    }
}

#[cfg(feature = "pdf")]
#[test]
fn each_style_gives_a_pdf_of_its_own() {
    let pdf = |settings: &str| {
        let (run, page) = built(settings, "pdf");
        assert!(run.code == 0 && page.starts_with("%PDF-"), "{settings}: {}", run.err);
        page
    };
    let all =
        [pdf(""), pdf("style: banner\n"), pdf("colour: \"#7a1f3d\"\n"), pdf("style: banner\ncolour: \"#7a1f3d\"\n")];
    for (at, one) in all.iter().enumerate() {
        assert!(all[..at].iter().all(|other| other != one), "{at} looks like another");
    }
}
