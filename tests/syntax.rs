//! The language from outside: what is read, and what is answered when it cannot be.

use byelaw::source::Sources;
use byelaw::syntax::parse;

use crate::harness::{AS_OF, Folder, SCHOOL, byelaw, day, load, school, told};

/// What `check` says of one file that stands beside a sound school.
fn said(source: &str) -> String {
    let folder = Folder::with(&[("a.byelaw", SCHOOL), ("b.byelaw", source)]);
    let project = load(folder.path());
    let found = project.resolve().diagnostics;
    let root = format!("{}/", folder.path().display());
    let helps: Vec<String> =
        found.iter().map(|it| format!("  help: {}", it.help.clone().unwrap_or_default())).collect();
    let told = told(&project, &found).replace(&root, "");
    told.lines().zip(helps).map(|(line, help)| format!("{line}\n{help}\n")).collect()
}

#[test]
fn several_faults_are_told_in_one_run() {
    insta::assert_snapshot!(said(
        "role head \"Headteacher\"\n\
         rolle cook \"Cook\"\n\
         rules email \"E-mail\" for head {\n\
         \x20 polite: shall \"write as on headed paper\"\n\
         \x20 reply: must \"answer within a day\n\
         \x20 Private: must not \"give away an address\"\n\
         \x20 kind: must \"be kind\" evry week\n\
         \x20 soon: must \"answer\" every\n\
         }\n\
         policy p \"Policy\" {\n\
         \x20 approved 06/15/2016 by heed\n\
         \x20 review every year next 2016-02-31\n\
         \x20 ownr head\n\
         }\n"
    ));
}

#[test]
fn word_processor_signs_are_named() {
    insta::assert_snapshot!(said(
        "rules email \u{201c}E-mail\u{201d} {\n}\n\
         rules phones \"Phones\" {\n\
         \x20 • no phones in class\n\
         \x20 a: everyone must “be kind”\n\
         }\n"
    ));
}

#[test]
fn a_lost_brace_is_told_at_the_block_and_hides_nothing() {
    insta::assert_snapshot!(said(
        "policy p \"Policy\" {\n\
         \x20 section a \"A\" {\n\
         \x20   x: everyone must \"a\"\n\
         \x20 }\n\
         \n\
         role head \"Headteacher\" {\n\
         \x20 y: mst \"b\"\n\
         }\n"
    ));
}

#[test]
fn unknown_names_get_the_one_that_was_meant() {
    insta::assert_snapshot!(said(
        "role headteacher \"Headteacher\"\n\
         rules email \"E-mail\" {\n\
         \x20 a: headtaecher must \"reply\"\n\
         \x20 b: headteacher must \"reply\" to governors despite emial.a\n\
         \x20 c: headteacher must \"see {email.z}\"\n\
         \x20 c: headteacher must \"again\"\n\
         }\n"
    ));
}

#[test]
fn continuation_lines_end_at_a_blank_line_or_remark() {
    let mut sources = Sources::default();
    let id = sources.add(
        "a",
        "rules r \"R\" {\n  a: everyone must \"x\"\n    every week # soon\n    because \"y\"\n\n  every \"z\"\n}\n",
    );
    let parsed = parse(sources.get(id));
    assert_eq!(parsed.diagnostics.len(), 1, "{:?}", parsed.diagnostics);
    let clause = "every \"z\"";
    let span = parsed.diagnostics[0].primary.span;
    assert!(sources.get(id).text[span.start as usize..].starts_with(&clause[..5]));
}

#[test]
fn an_unreadable_file_is_a_finding() {
    let bytes: Vec<u8> = (0..2000_u32).map(|it| (it * 7919 % 251) as u8).collect();
    let folder = Folder::with(&[]);
    folder.write("x.byelaw", &bytes);
    let run = byelaw(&["check", folder.path().to_str().expect("a path")]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("not text"), "{}", run.out);
}

#[test]
fn remarks_stay_where_they_were_written() {
    let text = "# Above.\nrole head \"Headteacher\"  # behind the title\n    is post  # behind a clause\n    also \"Head\" {  # behind the brace\n  # alone\n  a: must \"b\"  # behind the words\n      every term\n}\n";
    let mut sources = Sources::default();
    let id = sources.add("a", text);
    let parsed = parse(sources.get(id));
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    assert_eq!(byelaw::syntax::print::print(&parsed.value), text);
}

#[test]
fn the_hardest_facts_of_the_seeds_are_sayable() {
    let text = include_str!("language/hard-facts.byelaw");
    let folder = Folder::with(&[("hard-facts.byelaw", text)]);
    let (project, school) = school(folder.path());
    assert_eq!(byelaw::syntax::print::print(&project.files[0]), text, "not laid out canonically");
    let export = byelaw::export::collect(&school, &project.sources, day(AS_OF));
    let mut told = byelaw::export::yaml(&export);
    told = told.replace(&format!("{}/", folder.path().display()), "");
    insta::assert_snapshot!(told);
    let documents = byelaw::document::documents(&school, day(AS_OF), false);
    let renderer = byelaw::render::Renderer::new("0.0.0").expect("the templates");
    let page = renderer.render(&documents[0], byelaw::render::Format::Markdown).expect("a page");
    insta::assert_snapshot!("hard_facts_in_english", String::from_utf8(page.bytes).expect("text"));
}
