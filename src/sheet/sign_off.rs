//! Who signs what: what is approved by whom, which papers go to whom, and a line for each person who is named.

use std::collections::BTreeSet;

use super::{Desk, heading, paragraph, table};
use crate::document::{Block, Cell, Document, Field, FieldKind, Printed, capital};
use crate::model::Entity;
use crate::model::document::{Document as Model, Paper, Verb};
use crate::model::role::{Role, RoleKind};
use crate::model::words::Value;
use crate::suggest::all_of;
use crate::word::Word;

/// Lines left free for those of a group whom no source names.
const FREE: usize = 4;

pub(super) fn sheet(desk: &Desk<'_>) -> Option<Document> {
    let mut body = approval(desk);
    body.extend(overview(desk));
    for document in &desk.school.documents {
        body.extend(lines(desk, document));
    }
    if body.is_empty() {
        return None;
    }
    Some(desk.document("sign-off", "Sign-off sheet".to_owned(), "those who approve and those who sign", body))
}

/// A line for each policy: who approves it, and room to sign.
fn approval(desk: &Desk<'_>) -> Vec<Block> {
    let policies = desk.school.documents.iter().filter(|it| it.kind.states_policy());
    let rows: Vec<_> = policies
        .map(|document| {
            let by = document.acts("approved").next_back().map_or(&[][..], |act| act.clauses.get(Word::By));
            let by = if by.is_empty() { document.owner.as_slice() } else { by };
            let names: Vec<String> = by.iter().map(|value| signatory(desk, value)).collect();
            let title = &document.title;
            let (signature, date) = (signature(format!("{title}: signature")), date(format!("{title}: date")));
            (title.clone(), vec![all_of(&names).into(), signature, date])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = ["Approved by", "Signature", "Date"];
    vec![heading("To be approved", "approve"), table("", "approvals", "Document", &columns, rows)]
}

/// A post with its holder; a body with the one who leads it and signs for it.
fn signatory(desk: &Desk<'_>, value: &Value) -> String {
    let title = desk.title(value);
    let Some(Entity::Role(at)) = value.entity() else { return title };
    let role = &desk.school.roles[at];
    if role.needs_holder() {
        return format!("{title}: {}", desk.speaker().holders(Entity::Role(at)));
    }
    match &role.led_by {
        Some(lead) => format!("{title}, for which signs {}", capital(&signatory(desk, lead))),
        None => title,
    }
}

/// The lines of a document that ask for a signature, those of what it shows among them.
fn signs<'a>(desk: &Desk<'a>, document: &Model) -> Vec<&'a Paper> {
    let printed = Printed::of(desk.school, &document.parts).papers;
    let papers = printed.into_iter().filter_map(|at| desk.school.papers.get(at));
    papers.filter(|paper| matches!(paper.verb, Verb::Sign)).collect()
}

/// Every paper that is signed: by whom, how often, and where it goes back to.
fn overview(desk: &Desk<'_>) -> Vec<Block> {
    let speaker = desk.speaker();
    let told = |paper: &Paper, word: Word| -> String {
        let values: Vec<String> = paper.clauses.get(word).iter().map(|value| speaker.value(value)).collect();
        capital(&all_of(&values))
    };
    let mut rows = Vec::new();
    for document in &desk.school.documents {
        for paper in signs(desk, document) {
            let often = match told(paper, Word::Every) {
                every if every.is_empty() => "Once".to_owned(),
                every => format!("Every {}", crate::document::lower(&every)),
            };
            rows.push((document.title.clone(), vec![told(paper, Word::By), often, told(paper, Word::To)]));
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = ["Signed by", "How often", "Goes back to"];
    vec![heading("Who signs what", "who"), table("", "papers", "Paper", &columns, rows)]
}

/// A line for each person who signs a document by name; none where only pupils, families and visitors do.
fn lines(desk: &Desk<'_>, document: &Model) -> Vec<Block> {
    let mut people = People::default();
    for paper in signs(desk, document) {
        paper.clauses.get(Word::By).iter().filter_map(Value::entity).for_each(|who| people.add(desk, who));
    }
    let People { named, unnamed, .. } = people;
    if named.is_empty() {
        return Vec::new();
    }
    let (title, id) = (&document.title, &document.id);
    let rows = named.into_iter().map(|it| {
        let who = it.name.as_deref().unwrap_or(&it.posts);
        let signature = signature(format!("{title}: signature of {who}"));
        let date = date(format!("{title}: date of the signature of {who}"));
        (it.name.unwrap_or_else(|| "(nobody named)".to_owned()), vec![it.posts.into(), signature, date])
    });
    let columns = ["Post", "Signature", "Date"];
    let mut blocks = vec![
        heading(&format!("Signatures: {title}"), &format!("sign-{id}")),
        table("", &format!("lines-{id}"), "Name", &columns, rows.collect()),
    ];
    if !unnamed.is_empty() {
        blocks.push(paragraph(format!("Those who are not named above sign here: {}.", all_of(&unnamed))));
        blocks.push(free_lines(title, id));
    }
    blocks
}

/// Lines for those whom no source names, who write their names themselves.
fn free_lines(title: &str, id: &str) -> Block {
    let rows = (1..=FREE).map(|line| {
        let label = |what: &str| format!("{title}: {what}, free line {line}");
        let text = |what: &str| Cell::from(Field { label: label(what), kind: FieldKind::Text });
        (line.to_string(), vec![text("name"), text("post"), signature(label("signature")), date(label("date"))])
    });
    table("", &format!("free-{id}"), "Line", &["Name", "Post", "Signature", "Date"], rows.collect())
}

/// Room for a signature.
fn signature(label: String) -> Cell {
    Field { label, kind: FieldKind::Signature }.into()
}

/// Room for its day.
fn date(label: String) -> Cell {
    Field { label, kind: FieldKind::Date }.into()
}

/// One who signs.
struct Signatory {
    /// Nobody holds the post where there is none.
    name: Option<String>,
    /// What they are.
    posts: String,
}

/// Those who sign, each once.
#[derive(Default)]
struct People {
    named: Vec<Signatory>,
    /// Groups whose members no source names.
    unnamed: Vec<String>,
    seen: BTreeSet<Entity>,
}

impl People {
    fn add(&mut self, desk: &Desk<'_>, who: Entity) {
        for leaf in desk.school.vocabulary.leaves(who) {
            if !self.seen.insert(leaf) {
                continue;
            }
            match leaf {
                Entity::Role(at) => self.role(desk, &desk.school.roles[at]),
                other => self.unnamed.push(desk.speaker().name(other)),
            }
        }
    }

    fn role(&mut self, desk: &Desk<'_>, role: &Role) {
        let school = desk.school;
        let holders = school.people.holders(&role.id, desk.today, &school.calendar);
        if holders.is_empty() && role.kind != RoleKind::Post {
            return self.unnamed.push(crate::document::lower(&role.title));
        }
        if holders.is_empty() && !role.held_by.is_empty() {
            return;
        }
        if holders.is_empty() {
            self.named.push(Signatory { name: None, posts: role.title.clone() });
        }
        for name in holders {
            match self.named.iter_mut().find(|known| known.name.as_deref() == Some(name)) {
                Some(known) => known.posts = format!("{}, {}", known.posts, role.title),
                None => self.named.push(Signatory { name: Some(name.to_owned()), posts: role.title.clone() }),
            }
        }
    }
}
