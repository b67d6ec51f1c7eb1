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

/// What the inventory of a seed counts.
struct Count {
    name: &'static str,
    text: &'static str,
    roles: usize,
    responsibilities: usize,
    permissions: usize,
    promises: usize,
    recurring: usize,
    consents: usize,
    procedures: usize,
    steps: usize,
    controls: usize,
    documents: usize,
}

/// Every seed that `policies/` holds.
const SEEDS: &[Count] = &[
    Count {
        name: "gorsemoor",
        text: include_str!("inventory/gorsemoor.yaml"),
        roles: 27,
        responsibilities: 178,
        permissions: 83,
        promises: 30,
        recurring: 21,
        consents: 8,
        procedures: 7,
        steps: 39,
        controls: 17,
        documents: 7,
    },
    Count {
        name: "clifton",
        text: include_str!("inventory/clifton.yaml"),
        roles: 15,
        responsibilities: 110,
        permissions: 37,
        promises: 0,
        recurring: 16,
        consents: 4,
        procedures: 5,
        steps: 11,
        controls: 13,
        documents: 1,
    },
    Count {
        name: "coppice",
        text: include_str!("inventory/coppice.yaml"),
        roles: 14,
        responsibilities: 87,
        permissions: 55,
        promises: 0,
        recurring: 6,
        consents: 4,
        procedures: 7,
        steps: 22,
        controls: 8,
        documents: 1,
    },
    Count {
        name: "heather",
        text: include_str!("inventory/heather.yaml"),
        roles: 19,
        responsibilities: 114,
        permissions: 63,
        promises: 61,
        recurring: 12,
        consents: 9,
        procedures: 8,
        steps: 34,
        controls: 11,
        documents: 5,
    },
    Count {
        name: "brigantia",
        text: include_str!("inventory/brigantia.yaml"),
        roles: 23,
        responsibilities: 200,
        permissions: 48,
        promises: 0,
        recurring: 19,
        consents: 7,
        procedures: 12,
        steps: 33,
        controls: 29,
        documents: 1,
    },
];

/// The facts of a seed, with the school that holds them.
struct Seed {
    count: &'static Count,
    inventory: Inventory,
    export: Export,
    json: Value,
    addresses: BTreeSet<String>,
}

fn seeds() -> impl Iterator<Item = Seed> {
    SEEDS.iter().map(|count| {
        let inventory: Inventory = serde_yaml::from_str(count.text).expect("an inventory");
        let (project, school) = school(&policies(count.name));
        let export = export::collect(&school, &project.sources, day(AS_OF));
        let json = serde_json::from_str(&export::json(&export)).expect("JSON");
        Seed { count, inventory, export, json, addresses: school.names.keys().cloned().collect() }
    })
}

#[test]
fn every_fact_has_an_address_that_exists() {
    for seed in seeds() {
        for (list, facts) in &seed.inventory {
            for fact in facts {
                let steps = fact.steps.iter().flat_map(OneOrMany::all);
                for address in fact.at.all().into_iter().chain(steps) {
                    let name = seed.count.name;
                    assert!(seed.addresses.contains(address), "{name}: {list} {}: nothing at `{address}`", fact.fact);
                }
            }
        }
    }
}

#[test]
fn the_inventory_counts_what_the_seed_does() {
    for Seed { count: it, inventory, .. } in seeds() {
        let count = |list: &str| inventory.get(list).map_or(0, Vec::len);
        let shared = inventory["responsibilities"].iter().filter(|it| it.shared).map(|it| it.at.all());
        let alone = inventory["responsibilities"].iter().filter(|it| !it.shared).count();
        let steps: usize = inventory["procedures"].iter().map(|it| it.steps.len()).sum();
        assert_eq!(count("roles"), it.roles, "{}", it.name);
        assert_eq!(alone + shared.collect::<BTreeSet<_>>().len(), it.responsibilities, "{}", it.name);
        assert_eq!(count("permissions"), it.permissions, "{}", it.name);
        assert_eq!(count("promises"), it.promises, "{}", it.name);
        assert_eq!(count("recurring"), it.recurring, "{}", it.name);
        assert_eq!(count("consents"), it.consents, "{}", it.name);
        assert_eq!(count("procedures"), it.procedures, "{}", it.name);
        assert_eq!(steps, it.steps, "{}", it.name);
        assert_eq!(count("controls"), it.controls, "{}", it.name);
        assert_eq!(count("documents"), it.documents, "{}", it.name);
    }
}

#[test]
fn the_export_holds_at_least_as_much() {
    for Seed { count: it, export, .. } in seeds() {
        let three = export.duties.len() + export.rules.len() + export.permissions.len();
        assert!(export.roles.len() >= it.roles, "{}", it.name);
        assert!(three >= it.responsibilities + it.permissions, "{}: {three}", it.name);
        assert!(export.promises.len() >= it.promises, "{}", it.name);
        assert!(export.recurring.len() >= it.recurring, "{}", it.name);
        assert!(export.consents.len() >= it.consents, "{}", it.name);
        assert!(export.procedures.len() >= it.procedures, "{}", it.name);
        assert!(export.controls.len() >= it.controls, "{}", it.name);
        assert_eq!(export.documents.len(), it.documents, "{}", it.name);
    }
}

#[test]
fn no_address_holds_two_unrelated_facts() {
    for seed in seeds() {
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
                    assert!(
                        related,
                        "{}: `{address}` holds {list} {} and {other_list} {}",
                        seed.count.name, fact.fact, other.fact
                    );
                }
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
    for seed in seeds() {
        let ids = |list: &str| -> BTreeSet<String> {
            let all = seed.json[list].as_array().expect("a list");
            all.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
        };
        let three: BTreeSet<String> = ["duties", "rules", "permissions"].into_iter().flat_map(ids).collect();
        let reviews: BTreeSet<String> = ids("recurring");
        for list in ["responsibilities", "permissions"] {
            for fact in &seed.inventory[list] {
                for address in fact.at.all() {
                    let held =
                        three.contains(address) || reviews.contains(address) || ids("consents").contains(address);
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
}

#[test]
fn no_two_items_share_one_text() {
    for seed in seeds() {
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
}

#[test]
fn cells_are_kept_as_printed() {
    for seed in seeds() {
        let cells: BTreeMap<&str, &str> = seed.json["tables"]
            .as_array()
            .expect("tables")
            .iter()
            .flat_map(|table| table["cells"].as_array().expect("cells"))
            .map(|cell| (cell["id"].as_str().expect("an id"), cell["decision"].as_str().expect("a decision")))
            .collect();
        for fact in seed.inventory.get("cells").into_iter().flatten() {
            for address in fact.at.all() {
                assert_eq!(cells.get(address).copied(), fact.decision.as_deref(), "{}", fact.fact);
            }
        }
    }
}
