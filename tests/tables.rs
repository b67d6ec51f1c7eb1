//! Nothing but the tables decides over clause words or document kinds by leaving some out: whoever adds one is led by the compiler to
//! every place that must know it.

use crate::tidy::sources;

/// The tables themselves; a property that only some words have stands there.
const TABLES: [&str; 3] = ["word/mod.rs", "word/clauses.rs", "word/documents.rs"];
/// The enums that they are about.
const ENUMS: [&str; 2] = ["Word::", "DocumentKind::"];

/// Whether code names a clause word or a document kind, rather than a `Value::Word` or the like.
fn names(code: &str) -> bool {
    let whole = |at: usize| !code[..at].ends_with(|next: char| next.is_alphanumeric() || next == ':' || next == '_');
    ENUMS.iter().any(|it| code.match_indices(it).any(|(at, _)| whole(at)))
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a line is an arm of a match over words or kinds.
fn is_arm(line: &str) -> bool {
    let pattern = line.trim_start().trim_start_matches(['|', ' ', '(']);
    names(line.split("=>").next().unwrap_or_default())
        && ENUMS.iter().any(|it| pattern.starts_with(it))
        && line.contains("=>")
}

/// Whether a line is an arm that takes whatever is left.
fn is_open(line: &str) -> bool {
    let Some((pattern, _)) = line.trim_start().split_once("=>") else { return false };
    let name = pattern.split(" if ").next().unwrap_or_default().trim();
    !name.is_empty() && name.chars().all(|next| next.is_lowercase() || next == '_')
}

/// Arms that take whatever is left, in matches over words or kinds.
fn open_arms(code: &str) -> Vec<String> {
    let lines: Vec<&str> = code.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_arm(line)) {
        let inside = |other: &&&str| other.trim().is_empty() || depth(other) >= depth(line);
        let rest = lines[at + 1..].iter().take_while(inside);
        found.extend(rest.filter(|it| depth(it) == depth(line) && is_open(it)).map(|it| it.trim().to_owned()));
    }
    found
}

/// The arguments of each `matches!`.
fn matched(code: &str) -> Vec<&str> {
    let inside = |(at, opens): (usize, &str)| {
        let text = &code[at + opens.len()..];
        let mut open = 1;
        let end = text.char_indices().find(|(_, next)| {
            open += i32::from(*next == '(') - i32::from(*next == ')');
            open == 0
        });
        &text[..end.map_or(text.len(), |(at, _)| at)]
    };
    code.match_indices("matches!(").map(inside).collect()
}

/// Comparisons with a word or a kind.
fn compared(code: &str) -> Vec<String> {
    let compares = |line: &&str| {
        let sides = ["== ", "!= "].iter().flat_map(|sign| line.split(sign).skip(1));
        let before = line.split(['=', '!']).next().unwrap_or_default();
        let ends = |text: &str| {
            text.rsplit([' ', '(', '*']).find(|it| !it.is_empty()).is_some_and(|it| names(it) && !it.contains(')'))
        };
        sides.into_iter().any(|side| ENUMS.iter().any(|it| side.starts_with(it)))
            || (line.contains(" == ") || line.contains(" != ")) && ends(before)
    };
    code.lines().filter(compares).map(|line| line.trim().to_owned()).collect()
}

/// What decides in a source by leaving words or kinds out.
fn decided(code: &str) -> Vec<String> {
    let mut found = open_arms(code);
    found.extend(matched(code).into_iter().filter(|inside| names(inside)).map(|inside| format!("matches!({inside})")));
    found.extend(compared(code));
    found
}

#[test]
fn nothing_but_the_tables_decides_by_leaving_words_or_kinds_out() {
    let mut read = 0;
    let mut found = Vec::new();
    for (name, text) in sources().iter().filter(|(name, _)| !TABLES.contains(&name.as_str())) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        read += usize::from(names(code));
        found.extend(decided(code).into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(read > 40, "{read} files name clause words or document kinds");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn whatever_leaves_words_out_is_seen() {
    for code in [
        "match word {\n    Word::By => 1,\n    _ => 2,\n}\n",
        "match word {\n    Word::By | Word::To => 1,\n    other => 2,\n}\n",
        "match kind {\n    DocumentKind::Form if asks => 1,\n    _ if signs => 3,\n}\n",
        "let it = matches!(word, Word::By | Word::To);\n",
        "let it = matches!(\n    word,\n    Word::By\n);\n",
        "if *word == Word::By {}\n",
        "if word != Word::By {}\n",
        "if Word::By == word {}\n",
        "if document.kind == DocumentKind::Form {}\n",
    ] {
        assert_eq!(decided(code).len(), 1, "{code}");
    }
    for code in [
        "match value {\n    Value::Word(it) => 1,\n    _ => 2,\n}\n",
        "match word {\n    Word::By => match other {\n        1 => 2,\n        _ => 3,\n    },\n    Word::To => 4,\n}\n",
        "let it = clauses.get(Word::By) == other;\n",
        "matches!(value, Value::Word(_))",
    ] {
        assert_eq!(decided(code), Vec::<String>::new(), "{code}");
    }
}
