//! Documents for the tests of this room: one with every kind of block, one whose every word is hostile.

use crate::document::{
    Block, Cell, Clause, Document, DocumentKind, Fact, Field, FieldKind, Group, Heading, Key, Question, Row, Run, Seal,
    Table, Tone,
};
use crate::model::date::Day;
use crate::render::Renderer;
use crate::source::digest;

/// Text that each format would trip over if it took text for code.
pub(crate) const HOSTILE: &str = "#panic(\"x\") $x$ <script>alert(1)</script> a|b [a](javascript:x) C:\\new\\* {{ title }} {% raw %} *b* _c_ `d` &amp; @ref ~e~";

/// A renderer with the built-in templates.
pub(crate) fn renderer() -> Renderer {
    Renderer::new("0.0.0").expect("the built-in templates are sound")
}

/// A document with every kind of block in it.
pub(crate) fn full() -> Document {
    built(&|text| text.to_owned())
}

/// The same, every word of it hostile.
pub(crate) fn hostile() -> Document {
    let mut document = built(&|_| HOSTILE.to_owned());
    document.id = "online-policy".into();
    document
}

type Say<'a> = &'a dyn Fn(&str) -> String;

fn built(say: Say<'_>) -> Document {
    Document {
        id: "online-policy".into(),
        title: say("Online safety policy"),
        kind: DocumentKind::Policy,
        school: say("Gorsemoor Primary School"),
        letterhead: vec![say("Gorsemoor Road, Cannock")],
        large: false,
        audience: say("staff and governors"),
        facts: vec![
            Fact { label: say("Owner"), values: vec![say("ICT coordinator")] },
            Fact { label: say("Goes with"), values: vec![say("Computing policy"), say("Safeguarding policy")] },
        ],
        state: say("Approved 15 June 2016. Next review April 2017."),
        draft: true,
        date: jiff_day(2016, 6, 15),
        seal: Seal { digest: digest(b"words"), made: jiff_day(2016, 7, 1), sections: Vec::new() },
        contents: vec![heading(say, 1, "1", "Roles", "roles"), heading(say, 2, "1.1", "Governors", "governors")],
        body: body(say),
    }
}

fn jiff_day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).expect("a day of the calendar")
}

fn body(say: Say<'_>) -> Vec<Block> {
    vec![
        Block::Heading(heading(say, 1, "1", "Roles", "roles")),
        paragraph(say),
        Block::Heading(heading(say, 2, "1.1", "Governors", "governors")),
        Block::Quote { blocks: vec![Block::Paragraph { runs: words(say, "Keep safe.") }] },
        list(say, false),
        list(say, true),
        Block::Clauses {
            lead: words(say, "Pupils must"),
            items: vec![clause(say, "a", "be kind"), clause(say, "b", "ask first")],
        },
        Block::Clauses {
            lead: Vec::new(),
            items: vec![clause(say, "c", "The school looks at this policy every year.")],
        },
        Block::Steps {
            first: 1,
            items: vec![
                Clause { title: say("First"), ..clause(say, "d", "tell the head") },
                clause(say, "e", "write it down"),
            ],
        },
        Block::Table(table(say)),
        Block::Questions { items: vec![question(say)] },
        Block::Definition { word: say("Filtering"), runs: words(say, "keeping harm out") },
        Block::Address { label: say("Name and address") },
        Block::Missing { title: say("Flow chart") },
        Block::Fields { items: fields(say) },
        Block::Closing { lines: vec![say("Yours sincerely"), say("Mrs J. L. Marsh"), say("Headteacher")] },
    ]
}

fn heading(say: Say<'_>, level: u8, number: &str, title: &str, anchor: &str) -> Heading {
    Heading { level, number: number.into(), title: say(title), anchor: anchor.into() }
}

fn words(say: Say<'_>, text: &str) -> Vec<Run> {
    vec![Run::words(say(text))]
}

fn paragraph(say: Say<'_>) -> Block {
    let runs = vec![
        Run::words(say("See ")),
        Run::Anchor { anchor: "table".into(), text: say("the table") },
        Run::Strong { runs: words(say, "now") },
        Run::Emphasis { runs: vec![Run::words(say("and ")), Run::Strong { runs: words(say, "then") }] },
        Run::Link { url: "https://a.example/(x)?a=1&b=2".into(), runs: words(say, "the guidance") },
        Run::Link { url: "javascript:alert(1)".into(), runs: words(say, "a trap") },
    ];
    Block::Paragraph { runs }
}

fn list(say: Say<'_>, ordered: bool) -> Block {
    let inner = Block::List { ordered: false, items: vec![vec![Block::Paragraph { runs: words(say, "inside") }]] };
    let first = vec![Block::Paragraph { runs: words(say, "one") }];
    Block::List { ordered, items: vec![first, vec![Block::Paragraph { runs: words(say, "two") }, inner]] }
}

fn clause(say: Say<'_>, anchor: &str, text: &str) -> Clause {
    Clause { anchor: anchor.into(), title: String::new(), symbol: None, runs: words(say, text) }
}

fn table(say: Say<'_>) -> Table {
    let cell =
        |anchor: &str, words: &str, tone| Cell { anchor: anchor.into(), words: say(words), tone, to_write: None };
    let row = |title: &str, id: &str, tones: [Tone; 2]| Row {
        title: say(title),
        cells: tones.iter().enumerate().map(|(i, tone)| cell(&format!("{id}{i}"), "allowed", *tone)).collect(),
    };
    Table {
        title: say("Who may bring what"),
        anchor: "table".into(),
        corner: say("Device"),
        groups: vec![Group { title: say("At school"), columns: 2 }],
        columns: vec![say("Pupils"), say("Staff")],
        rows: vec![row("Phones", "r1", [Tone::Yes, Tone::No]), row("Tablets", "r2", [Tone::Conditional, Tone::Open])],
        key: vec![Key { tone: Tone::Yes, words: say("allowed") }],
        notes: vec![words(say, "Nobody has said yet.")],
    }
}

fn question(say: Say<'_>) -> Question {
    Question {
        anchor: "photo".into(),
        runs: words(say, "May we use your child’s photograph?"),
        answers: vec![say("Yes"), say("No")],
        note: say("No reply counts as no."),
    }
}

fn fields(say: Say<'_>) -> Vec<Field> {
    let field = |label: &str, kind| Field { label: say(label), kind };
    vec![
        field("Name of the child", FieldKind::Text),
        field("Signature", FieldKind::Signature),
        field("Date", FieldKind::Date),
    ]
}
