//! Texts that a format, a template or a reader's eye would trip over: each is printed as text, or stops with a clear error.

use byelaw::document::{Document, documents};
use byelaw::render::{Format, RenderError, Renderer};
use pulldown_cmark::{Event, Options, Parser};

use crate::harness::{AS_OF, Folder, SCHOOL, byelaw, byelaw_in, day, school};

/// What becomes of a text.
enum Fate {
    /// Every format prints it.
    Printed,
    /// Markdown and HTML print it; the fonts of the PDF lack a sign, and the build says which.
    #[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "only a PDF has fonts"))]
    NoFont(char),
    /// Nothing is published: `check` finds this, and a draft prints the text without it.
    Found(&'static str, &'static str),
}

use Fate::{Found, NoFont, Printed};

fn cases() -> Vec<(String, Fate)> {
    let case = |text: &str, fate| (text.to_owned(), fate);
    vec![
        case("#panic(\"x\") #sys.version #read(\"/etc/passwd\")", Printed),
        case("$x^2$ @label <label> = Heading, /doc.json, #{ let x = 1 }", Printed),
        case("#include \"parts.typ\" #set page(width: 1pt) \\u{202e} ~ --- ...", Printed),
        case("<script>alert(1)</script>", Printed),
        case("<img src=x onerror=alert(1)> <svg/onload=alert(1)>", Printed),
        case("</main></body></html><h1>Mine</h1>", Printed),
        case("</style><style>*{display:none}</style><!-- ", Printed),
        case("' onmouseover='x\" onfocus=\"y", Printed),
        case("&lt;b&gt; &#x26; &nbsp; &amp;amp;", Printed),
        case("# Heading **bold** _it_ ~~gone~~ [x](javascript:alert(1))", Printed),
        case("![x](http://evil.example/p.png) <http://evil.example> [a]: /b", Printed),
        case("a|b | c ` ``` code ``` ~~~ \\| C:\\new\\*", Printed),
        case("1. one - two * three > four + five === ---", Printed),
        case("{{ 7 * 7 }} {% include \"style.css\" %} {# gone #}", Printed),
        case("{{ self }} {% for x in range(100000000) %}{{ x }}{% endfor %}", Printed),
        case("Ŵyn ap Llŷr, tŷ, ŵy and Siân", Printed),
        case(&"Every pupil is kind online, and tells. ".repeat(380), Printed),
        case(&"x".repeat(15_000), Printed),
        case("Ask محمد علی first", NoFont('م')),
        case("Be kind 🫨 online", NoFont('🫨')),
        case("read user\u{202e}gnp.exe\u{202c} aloud", Found("hidden-character", "read usergnp.exe aloud")),
        case("a \u{2066}hidden\u{2069} turn", Found("hidden-character", "a hidden turn")),
        case("safe\u{200b}guarding", Found("hidden-character", "safe\u{200b}guarding")),
    ]
}

/// A source that prints the text as a sentence, a title and a question.
fn source(text: &str) -> String {
    let quoted = text.replace('\\', "\\\\").replace('"', "\\\"").replace('{', "{{").replace('}', "}}");
    let title = if text.len() > 200 { "Policy".to_owned() } else { quoted.clone() };
    format!(
        "{SCHOOL}role staff \"Staff\" is group\npolicy p \"{title}\" for staff {{\n  a: staff must \"do {quoted}\"\n  b: ask \"{quoted}\" if yes go end if no go end\n}}\n"
    )
}

fn document(text: &str) -> Document {
    let folder = Folder::with(&[("a.byelaw", &source(text))]);
    let (_, school) = school(folder.path());
    documents(&school, day(AS_OF), true).remove(0)
}

fn page(document: &Document, format: Format) -> Result<String, RenderError> {
    let renderer = Renderer::new("0.0.0").expect("the templates");
    let rendered = renderer.render(document, format)?;
    Ok(String::from_utf8_lossy(&rendered.bytes).into_owned())
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What a reader of the Markdown sees; no tag of the text lives.
fn seen_in_markdown(page: &str) -> String {
    let mut seen = String::new();
    for event in Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => seen.push_str(&text),
            Event::Html(tag) | Event::InlineHtml(tag) => {
                let ours = tag.trim().starts_with("<a id=") || tag.trim() == "</a>" || tag.trim().starts_with("<!--");
                assert!(ours, "a tag of the text lives: {tag}");
            }
            _ => {}
        }
    }
    bare(&seen)
}

/// What a reader of the page sees; nothing in it runs or is fetched.
fn seen_in_html(page: &str) -> String {
    let body = page.split_once("<body").map_or("", |(_, body)| body);
    let mut seen = String::new();
    for part in body.split('<').skip(1).map(|part| part.split_once('>').unwrap_or((part, ""))) {
        let (tag, text) = part;
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        assert!(!["script", "img", "style", "iframe", "object"].contains(&name), "`{name}` lives");
        assert!(!tag.contains(" on") && !tag.contains("javascript:"), "{tag}");
        seen.push_str(text);
    }
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2f;", "/")];
    let plain = signs.iter().fold(seen, |text, (code, sign)| text.replace(code, sign));
    bare(&plain.replace("&amp;", "&"))
}

#[test]
fn a_paragraph_of_a_megabyte_is_printed_unless_it_is_one_line() {
    const LINE: &str = "Every pupil is kind online, and tells.";
    let source = |joint: &str| {
        let prose = vec![LINE; 26_000].join(joint);
        format!(
            "{SCHOOL}role staff \"Staff\" is group\npolicy p \"P\" for staff {{\n  \"\"\"\n  {prose}\n  \"\"\"\n}}\n"
        )
    };
    let folder = Folder::with(&[("a.byelaw", &source("\n  "))]);
    let (_, school) = school(folder.path());
    let document = documents(&school, day(AS_OF), true).remove(0);
    let shown = bare(LINE);
    for seen in [
        seen_in_markdown(&page(&document, Format::Markdown).expect("Markdown")),
        seen_in_html(&page(&document, Format::Html).expect("HTML")),
    ] {
        assert_eq!(seen.matches(&shown).count(), 26_000);
    }
    folder.write("a.byelaw", source(" "));
    let refused = byelaw(&["build", folder.path().to_str().expect("a path"), "--draft", "--to", "md"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("line 5 of this file is longer than 16384 characters"), "{}", refused.err);
}

#[test]
fn every_hostile_text_is_printed_or_stops_the_build() {
    assert!(cases().len() >= 20);
    for (text, fate) in cases() {
        let start: String = text.chars().take(60).collect();
        let document = document(&text);
        let shown = bare(if let Found(_, shown) = fate { shown } else { &text });
        let markdown = seen_in_markdown(&page(&document, Format::Markdown).expect("Markdown"));
        assert!(markdown.matches(&shown).count() >= 2, "{start}: {}", markdown.chars().take(400).collect::<String>());
        let html = seen_in_html(&page(&document, Format::Html).expect("HTML"));
        assert!(html.matches(&shown).count() >= 2, "{start}: {}", html.chars().take(400).collect::<String>());
        #[cfg(feature = "pdf")]
        match (&fate, page(&document, Format::Pdf)) {
            (Printed | Found(..), made) => assert!(made.is_ok_and(|pdf| pdf.starts_with("%PDF-")), "{start}"),
            (NoFont(sign), made) => {
                let message = made.expect_err("no font has it").message;
                assert!(message.contains(&format!("“{sign}”")), "{message}");
            }
        }
    }
}

#[test]
fn what_is_not_what_it_seems_is_not_published() {
    for (text, fate) in cases() {
        let Found(lint, _) = fate else { continue };
        let folder = Folder::with(&[("a.byelaw", &source(&text)), ("byelaw.yaml", "packs: []\n")]);
        let run = byelaw_in(folder.path(), &["build", "--to", "md", "--as-of", AS_OF]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains(&format!("error[{lint}]")), "{}", run.err);
        assert!(!folder.path().join("out").exists());
    }
}

/// Prose is Markdown, so what it may not hold is told where it stands, and is never carried over.
#[test]
fn prose_refuses_what_it_cannot_hold() {
    for prose in [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](http://evil.example/p.png)",
        "{7 * 7}",
        "{{{staff.age}",
    ] {
        let text = format!("{SCHOOL}policy p \"Policy\" {{\n  \"\"\"\n  Be kind. {prose}\n  \"\"\"\n}}\n");
        let folder = Folder::with(&[("a.byelaw", &text)]);
        let run = byelaw_in(folder.path(), &["check", "--format", "short", "--as-of", AS_OF]);
        assert_eq!(run.code, 1, "{prose}: {}", run.out);
        assert!(run.out.lines().any(|line| line.starts_with("a.byelaw:4:")), "{prose}: {}", run.out);
    }
}

/// A school with a template of its own, built.
fn with_template(name: &str, text: &str, format: &str) -> crate::harness::Run {
    let school =
        format!("{SCHOOL}role staff \"Staff\" is group\nform f \"Form\" for staff {{ a: staff must \"be kind\" }}\n");
    let folder = Folder::with(&[("a.byelaw", &school), (&format!("templates/{name}"), text)]);
    let run = byelaw_in(folder.path(), &["build", "--draft", "--to", format, "--as-of", AS_OF]);
    assert_eq!(folder.path().join("out").exists(), run.code == 0, "{}", run.err);
    run
}

#[test]
fn a_school_s_own_template_is_used() {
    let run = with_template("document.md", "{{ title }} of {{ school }}\n", "md");
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn a_page_template_reaches_nothing_and_comes_to_an_end() {
    for (template, told) in [
        ("Hello\n{{ shcool }}", "`document.md`, line 2"),
        ("{% include \"/etc/passwd\" %}", "`document.md`, line 1"),
        ("{% include \"../a.byelaw\" %}", "`document.md`, line 1"),
        ("{% import \"os\" as os %}", "`document.md`, line 1"),
        ("{{ title.__class__.__mro__ }}", "`document.md`, line 1"),
        ("{{ open(\"/etc/passwd\") }}", "`document.md`, line 1"),
        ("{{ fetch(\"http://evil.example\") }}", "`document.md`, line 1"),
        (
            "{% for x in range(100000) %}{% for y in range(100000) %}{{ x }}{% endfor %}{% endfor %}",
            "a loop that does not end",
        ),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "`document.md`, line 1"),
        ("{% for %}", "`document.md`, line 1"),
    ] {
        let run = with_template("document.md", template, "md");
        assert_eq!(run.code, 2, "{template}: {}", run.err);
        assert!(run.err.contains(told), "{template}: {}", run.err);
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_template_reaches_nothing_and_comes_to_an_end() {
    for template in [
        "#read(\"/etc/passwd\")",
        "#read(\"../a.byelaw\")",
        "#import \"@preview/cetz:0.3.0\"",
        "#shcool",
        "#json(\"/doc.json\").shcool",
        "#while true { }",
        "#let f(x) = f(x + 1)\n#f(1)",
        "#plugin(\"x.wasm\")",
    ] {
        let run = with_template("form.typ", template, "pdf");
        assert_eq!(run.code, 2, "{template}: {}", run.err);
        assert!(run.err.contains("`form.typ`, line "), "{template}: {}", run.err);
    }
}
