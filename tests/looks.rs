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

const CREST: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";

/// A small sound PNG: one grey pixel.
#[cfg(feature = "pdf")]
const PIXEL: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cch\x00\x00\x00\x82\x00\x81w\xcdr\xb6\x00\x00\x00\x00IEND\xaeB`\x82";

/// A form of a school with this logo, in this format.
fn with_logo(name: &str, bytes: &[u8], format: &str) -> (Run, Vec<u8>) {
    let source =
        format!("{SCHOOL}role staff \"Staff\" is group\nform f \"Form\" for staff {{ a: staff must \"be kind\" }}\n");
    let folder = Folder::with(&[("a.byelaw", &source), ("byelaw.yaml", &format!("logo: {name}\n"))]);
    folder.write(name, bytes);
    let run = byelaw_in(folder.path(), &["build", "--draft", "--to", format, "--as-of", AS_OF]);
    let page = std::fs::read(folder.path().join(format!("out/f.{format}"))).unwrap_or_default();
    (run, page)
}

#[test]
fn a_logo_stands_in_every_page_and_in_the_index() {
    let files = [(
        "a.byelaw",
        format!("{SCHOOL}role staff \"Staff\" is group\nform f \"Form\" for staff {{ a: staff must \"be kind\" }}\n"),
    )];
    let folder = Folder::with(&[(files[0].0, &files[0].1), ("byelaw.yaml", "logo: crest.svg\n"), ("crest.svg", CREST)]);
    let build = |folder: &Folder| byelaw_in(folder.path(), &["build", "--draft", "--to", "html,md", "--as-of", AS_OF]);
    let page = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).expect("a page");
    assert_eq!(build(&folder).code, 0);
    let image = "<img class=\"logo\" src=\"data:image/svg+xml;base64,PHN2ZyB4bWxucz0i";
    for name in ["f.html", "index.html", "sheets/governors.html"] {
        assert!(page(name).contains(image), "{name}");
    }
    assert!(!page("f.md").contains("base64"));
    // Another drawing is another page, and none is none.
    let before = page("f.html");
    folder.write("crest.svg", CREST.replace("M0 0h9", "M1 0h8"));
    assert_eq!(build(&folder).code, 0);
    assert!(page("f.html").contains(image) && page("f.html") != before, "the new one");
    folder.write("byelaw.yaml", "due-within: 60\n");
    assert_eq!(build(&folder).code, 0);
    assert!(!page("f.html").contains("<img"));
}

#[test]
fn a_school_bears_the_logo_of_its_trust_or_its_own() {
    let trust = "trust wyndle \"Wyndle Trust\"\nrole staff \"Staff\" is group\n";
    let form = "form f \"Form\" for staff { a: staff must \"be kind\" }\n";
    let school = |id: &str| format!("school {id} \"School {id}\"\n{form}");
    let folder = Folder::with(&[
        ("trust.byelaw", trust),
        ("byelaw.yaml", "logo: crest.svg\n"),
        ("crest.svg", CREST),
        ("schools/ash/a.byelaw", &school("ash")),
        ("schools/elm/a.byelaw", &school("elm")),
        ("schools/elm/byelaw.yaml", "logo: elm.svg\n"),
        ("schools/elm/elm.svg", &CREST.replace("0 0 9 9", "0 0 8 8")),
    ]);
    let run = byelaw_in(folder.path(), &["build", "--draft", "--to", "html", "--as-of", AS_OF]);
    assert_eq!(run.code, 0, "{}", run.err);
    let page = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).expect("a page");
    let uri =
        |page: &str| page.split("class=\"logo\" src=\"").nth(1).and_then(|it| it.split('"').next()).map(str::to_owned);
    let (ash, elm) = (uri(&page("ash/f.html")), uri(&page("elm/f.html")));
    assert!(ash.is_some() && elm.is_some() && ash != elm, "{ash:?} {elm:?}");
}

#[test]
fn what_is_no_logo_is_told_where_it_is_named() {
    let folder = Folder::with(&[("a.byelaw", SCHOOL)]);
    std::fs::create_dir(folder.path().join("folder.svg")).expect("a folder");
    for (name, told) in [
        ("gone.svg", "there is no file `gone.svg`"),
        ("folder.svg", "this is a folder"),
        ("../crest.svg", "is not the name of a file in this folder"),
        ("/etc/passwd", "is not the name of a file in this folder"),
    ] {
        folder.write("byelaw.yaml", format!("due-within: 60\nlogo: {name}\n"));
        let run = byelaw_in(folder.path(), &["check", "--format", "short", "--as-of", AS_OF]);
        assert!(run.code == 1 && run.out.contains("byelaw.yaml:2:7") && run.out.contains(told), "{name}: {}", run.out);
    }
    let (run, page) = with_logo("a.svg", CREST.replace("<path", "<script/><path").as_bytes(), "html");
    assert!(run.code == 1 && page.is_empty() && run.err.contains("`a.svg` holds a script"), "{}", run.err);
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_bears_the_logo_and_tells_where_it_cannot() {
    let (_, bare) = built("due-within: 60\n", "pdf");
    for (name, bytes) in [("crest.svg", CREST.as_bytes()), ("crest.png", PIXEL)] {
        let (run, page) = with_logo(name, bytes, "pdf");
        assert!(run.code == 0 && page.starts_with(b"%PDF-") && page != bare.as_bytes(), "{name}: {}", run.err);
    }
    let torn: Vec<u8> = PIXEL.iter().map(|byte| if *byte == b'x' { 0 } else { *byte }).collect();
    let (run, page) = with_logo("torn.png", &torn, "pdf");
    assert!(run.code == 2 && page.is_empty() && run.err.contains("logo"), "{} {}", run.code, run.err);
}
