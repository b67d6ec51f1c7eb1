//! The public edition: posts, not the people who hold them.

use byelaw::document::{documents, plain};
use byelaw::model::edition::Edition;

use crate::harness::{AS_OF, Folder, byelaw, byelaw_in, day, policies, school, schools};

const PEOPLE: &str = "people:\n  ruth-okell: { name: Ruth Okell }\n  amy-pell: { name: Amy Pell }\n\
    posts:\n  head: [ { holder: ruth-okell } ]\n  chair: [ { holder: amy-pell } ]\n";

fn folder(source: &str) -> Folder {
    let source = format!("school oakfield \"Oakfield\"\n{source}");
    Folder::with(&[("a.byelaw", &source), ("people.yaml", PEOPLE), ("byelaw.yaml", "packs: []\n")])
}

/// The first paragraph of the first document of a public edition.
fn told(source: &str) -> String {
    let folder = folder(source);
    let (_, school) = school(folder.path());
    let all = documents(&school.in_edition(Edition::Public), day(AS_OF), false);
    all[0]
        .body
        .iter()
        .find_map(|block| match block {
            byelaw::document::Block::Paragraph { runs } => Some(plain(runs)),
            _ => None,
        })
        .unwrap_or_default()
}

/// What a policy with this text says in public.
fn said(text: &str) -> String {
    told(&format!(
        "role head \"Headteacher\"\nrole chair \"Chair of governors\" {{\n  public name\n}}\npolicy p \"Policy\" {{\n  \"\"\"\n  {text}\n  \"\"\"\n}}\n"
    ))
}

#[test]
fn a_post_stands_where_its_holder_would() {
    assert_eq!(said("Ask {head.name} first."), "Ask the headteacher first.");
    assert_eq!(said("{head.name} decides."), "The headteacher decides.");
    assert_eq!(said("Tell {head}, {head.name}. Then wait."), "Tell the headteacher. Then wait.");
    assert_eq!(said("Headteacher: {head.name}"), "Headteacher: named in the school’s own copy");
    assert_eq!(said("**Our head is** *{head.name}*."), "Our head is the headteacher.");
    assert_eq!(said("Our head is {head.name}."), "Our head is named in the school’s own copy.");
}

#[test]
fn a_post_may_have_its_holder_named() {
    assert_eq!(said("Write to {chair.name}."), "Write to Amy Pell.");
}

#[test]
fn private_contacts_are_left_out() {
    let source = "role chair \"Chair\"\nrole head \"Headteacher\" {\n  phone \"07700 900123\"\n  email \"office@oakfield.example\"\n}\n\
        policy p \"Policy\" { section a \"A\" { show head } }\n";
    assert_eq!(told(source), "E-mail: office@oakfield.example.");
}

/// Whether a file stands in the folder of the public edition, or is what a trust has in its own.
fn is_public(name: &str) -> bool {
    name.contains("/public/") || name.ends_with("/public.html") || name.contains("/.byelaw-")
}

/// All files of a folder and of those in it.
fn files(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push((path.display().to_string(), std::fs::read(&path).expect("a file")));
        }
    }
    all
}

#[test]
fn no_name_stands_in_any_byte_of_a_public_edition() {
    for model in ["oakfield", "thornmere", "wyndle"] {
        let out = Folder::empty();
        let to = out.path().to_string_lossy().into_owned();
        let root = format!("policies/{model}");
        let build = |edition: &str| {
            let run = byelaw(&[
                "build",
                &root,
                "--edition",
                edition,
                "--to",
                "md,html",
                "--out",
                &to,
                "--as-of",
                AS_OF,
                "--quiet",
            ]);
            assert_eq!(run.code, 0, "{model}: {}", run.err);
        };
        build("public");
        let public = files(out.path());
        assert!(public.len() > 10 && public.iter().all(|(name, _)| is_public(name)), "{model}");
        let own = |root: &std::path::Path| school(root).1.people.persons;
        let below = schools().into_iter().filter(|root| root.starts_with(policies(model)));
        let names: Vec<String> = below.flat_map(|root| own(&root).into_values()).map(|person| person.name).collect();
        assert!(names.len() > 10, "{model}");
        for (file, bytes) in &public {
            let text = String::from_utf8_lossy(bytes);
            let given: Vec<&String> = names.iter().filter(|name| text.contains(name.as_str())).collect();
            assert!(given.is_empty(), "{file} names {given:?}");
        }
        build("full");
        let all = files(out.path());
        let kept = |one: &(String, Vec<u8>)| one.0.contains("/.byelaw-") || all.contains(one);
        assert!(public.iter().all(kept), "{model}: the full edition overwrote the public one");
        let named = all.iter().any(|(_, bytes)| names.iter().any(|it| String::from_utf8_lossy(bytes).contains(it)));
        assert!(named, "{model}: the full edition names somebody");
    }
}

#[test]
fn a_name_that_is_spelled_out_stops_a_public_edition_even_as_a_draft() {
    let source = "role head \"Headteacher\"\nrole chair \"Chair\" { public name }\npolicy p \"Policy\" {\n  \"\"\"\n  Ring Mrs Okell on 07700 900123, or Mrs Pell.\n  \"\"\"\n}\n";
    let folder = folder(source);
    let build =
        |edition| byelaw_in(folder.path(), &["build", "--edition", edition, "--draft", "--to", "md", "--as-of", AS_OF]);
    let public = build("public");
    assert_eq!(public.code, 1, "{}", public.err);
    assert!(
        public.err.contains("`Ruth Okell` is spelled out here, and the public edition names posts"),
        "{}",
        public.err
    );
    assert!(public.err.contains("`07700 900123` is a private telephone number"), "{}", public.err);
    assert!(!public.err.contains("`Amy Pell` is spelled out here, and the public"), "{}", public.err);
    assert!(!folder.path().join("out").exists());
    assert_eq!(build("full").code, 0);
}

#[test]
fn an_edition_that_is_none_is_told() {
    let run = byelaw(&["build", "policies/oakfield", "--edition", "parents"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("`parents` is not an edition"), "{}", run.err);
}
