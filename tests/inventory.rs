//! Every fact of a seed document is held by an address of its own: nothing is lost, and nothing is padded.

use std::collections::{BTreeMap, BTreeSet};

use byelaw::export::{self, Export};
use serde::Deserialize;
use serde_json::Value;

use crate::harness::{AS_OF, day, policies, school};

#[derive(Deserialize)]
struct Fact {
    fact: String,
    #[serde(default)]
    lines: Vec<u32>,
    at: OneOrMany,
    #[serde(default)]
    shared: bool,
    #[serde(default)]
    steps: Vec<OneOrMany>,
    decision: Option<String>,
    /// What the fact is, for the reader of the inventory.
    #[serde(default, rename = "name")]
    _name: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn all(&self) -> Vec<&str> {
        match self {
            OneOrMany::One(it) => vec![it],
            OneOrMany::Many(all) => all.iter().map(String::as_str).collect(),
        }
    }
}

type Inventory = BTreeMap<String, Vec<Fact>>;

/// The facts of a seed, and how many of each list its inventory counts.
struct Seed {
    inventory: Inventory,
    export: Export,
    json: Value,
    addresses: BTreeSet<String>,
}

fn gorsemoor() -> Seed {
    let text = include_str!("inventory/gorsemoor.yaml");
    let inventory: Inventory = serde_yaml::from_str(text).expect("an inventory");
    let (project, school) = school(&policies("gorsemoor"));
    let export = export::collect(&school, &project.sources, day(AS_OF));
    let json = serde_json::from_str(&export::json(&export)).expect("JSON");
    Seed { inventory, export, json, addresses: school.names.keys().cloned().collect() }
}

#[test]
fn every_fact_has_an_address_that_exists() {
    let seed = gorsemoor();
    for (list, facts) in &seed.inventory {
        for fact in facts {
            let steps = fact.steps.iter().flat_map(OneOrMany::all);
            for address in fact.at.all().into_iter().chain(steps) {
                assert!(seed.addresses.contains(address), "{list} {}: nothing stands at `{address}`", fact.fact);
            }
        }
    }
}

#[test]
fn the_inventory_counts_what_the_seed_does() {
    let seed = gorsemoor();
    let count = |list: &str| seed.inventory[list].len();
    let distinct = |list: &str| {
        let shared: BTreeSet<Vec<&str>> =
            seed.inventory[list].iter().filter(|it| it.shared).map(|it| it.at.all()).collect();
        seed.inventory[list].iter().filter(|it| !it.shared).count() + shared.len()
    };
    assert_eq!(count("roles"), 27);
    assert_eq!(distinct("responsibilities"), 178);
    assert_eq!(count("permissions"), 83);
    assert_eq!(count("promises"), 30);
    assert_eq!(count("recurring"), 21);
    assert_eq!(count("consents"), 8);
    assert_eq!(count("procedures"), 7);
    assert_eq!(count("controls"), 17);
    assert_eq!(count("documents"), 7);
    assert_eq!(count("cells"), 24);
}

#[test]
fn the_export_holds_at_least_as_much() {
    let Seed { export: it, .. } = gorsemoor();
    assert!(it.roles.len() >= 27);
    assert!(it.duties.len() + it.rules.len() + it.permissions.len() >= 261);
    assert!(it.permissions.len() >= 83);
    assert!(it.promises.len() >= 30);
    assert!(it.recurring.len() >= 21);
    assert!(it.consents.len() >= 8);
    assert!(it.procedures.len() >= 7);
    assert!(it.controls.len() >= 17);
    assert_eq!(it.documents.len(), 7);
}

#[test]
fn no_address_holds_two_unrelated_facts() {
    let seed = gorsemoor();
    let mut held: BTreeMap<&str, Vec<(&str, &Fact)>> = BTreeMap::new();
    for (list, facts) in &seed.inventory {
        // What is only named in prose, and what is cited, stands inside something that holds a fact of its own.
        if matches!(list.as_str(), "externals" | "citations") {
            continue;
        }
        for fact in facts {
            for address in fact.at.all() {
                held.entry(address).or_default().push((list, fact));
            }
        }
    }
    for (address, facts) in held {
        for (nth, (list, fact)) in facts.iter().enumerate() {
            for (other_list, other) in &facts[nth + 1..] {
                let related = if list == other_list {
                    fact.shared && other.shared && fact.lines == other.lines || owns_review(address)
                } else {
                    fact.lines.iter().any(|line| other.lines.contains(line))
                        || fact.lines.is_empty()
                        || owns_review(address)
                };
                assert!(related, "`{address}` holds {list} {} and {other_list} {}", fact.fact, other.fact);
            }
        }
    }
}

/// A review field holds its clock and the duty of its owner: two lines of one front page.
fn owns_review(address: &str) -> bool {
    address.ends_with(".review")
}

#[test]
fn duties_rules_and_permissions_are_where_the_inventory_says() {
    let seed = gorsemoor();
    let ids = |list: &str| -> BTreeSet<String> {
        let all = seed.json[list].as_array().expect("a list");
        all.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
    };
    let three: BTreeSet<String> = ["duties", "rules", "permissions"].into_iter().flat_map(ids).collect();
    let reviews: BTreeSet<String> = ids("recurring");
    for list in ["responsibilities", "permissions"] {
        for fact in &seed.inventory[list] {
            for address in fact.at.all() {
                let held = three.contains(address) || reviews.contains(address) || ids("consents").contains(address);
                assert!(held, "{list} {}: `{address}` is no duty, rule or permission", fact.fact);
            }
        }
    }
    for (list, exported) in [
        ("promises", "promises"),
        ("consents", "consents"),
        ("controls", "controls"),
        ("procedures", "procedures"),
        ("roles", "roles"),
        ("documents", "documents"),
        ("sanctions", "sanctions"),
        ("disclaimers", "disclaimers"),
    ] {
        let exported = ids(exported);
        for fact in &seed.inventory[list] {
            assert!(
                fact.at.all().iter().all(|address| exported.contains(*address)),
                "{list} {} is not among them",
                fact.fact
            );
        }
    }
}

#[test]
fn no_two_items_share_one_text() {
    let seed = gorsemoor();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for list in ["duties", "rules", "promises", "controls", "sanctions", "disclaimers"] {
        for item in seed.json[list].as_array().expect("a list") {
            let (id, text) =
                (item["id"].as_str().expect("an id"), item["text"].as_str().expect("a text").to_lowercase());
            if let Some(first) = texts.insert(text.clone(), id.to_owned()) {
                assert_eq!(first, id, "`{first}` and `{id}` say the same: {text}");
            }
        }
    }
}

#[test]
fn cells_are_kept_as_printed() {
    let seed = gorsemoor();
    let cells: BTreeMap<&str, &str> = seed.json["tables"]
        .as_array()
        .expect("tables")
        .iter()
        .flat_map(|table| table["cells"].as_array().expect("cells"))
        .map(|cell| (cell["id"].as_str().expect("an id"), cell["decision"].as_str().expect("a decision")))
        .collect();
    for fact in &seed.inventory["cells"] {
        for address in fact.at.all() {
            assert_eq!(cells.get(address).copied(), fact.decision.as_deref(), "{}", fact.fact);
        }
    }
    let count = |decision: &str| cells.values().filter(|it| **it == decision).count();
    assert_eq!((count("allow"), count("forbid"), count("undecided"), cells.len()), (12, 3, 9, 24));
}
