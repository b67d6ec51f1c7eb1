//! A slow, obvious evaluator holds the permission engine to every case of generated schools, and to its laws.
//!
//! The evaluator knows rules as the generator threw them, never the engine's sets: it asks of each single case which rules
//! are about it, takes away those that an exception replaces, and tries every way in which conditions may hold.

use std::collections::{BTreeMap, BTreeSet};

use byelaw::model::School;
use byelaw::permission::{CaseSet, Dimension, Leaf, Space, Verdict, permissions};
use byelaw::question::Asked;

use crate::harness::{Folder, school};

const WORLD: &str = "school oakfield \"Oakfield Primary School\"
users {
  staff \"Staff\":   teachers, assistants
  pupils \"Pupils\": year-5, year-6
  visitors \"Visitors\"
}
devices {
  own \"Own devices\": phone, tablet
  laptop \"Laptop\"
}
networks {
  reach: full > internet > none
}
places {
  premises \"The premises\": hall, staffroom
  yard \"Yard\"
}
times {
  lunch:  12:10..13:10
  midday: 12:00..13:00
  exams \"exams\"
}
actions {
  join \"connect to\"
}
conditions {
  signed \"a form is signed\"
  plan \"a plan says so\"
}
";

/// Every name of a dimension with the single values that it takes in; a time of the clock stands for its stretch.
type Names = &'static [(&'static str, &'static [&'static str])];

const WHO: Names = &[
    ("staff", &["teachers", "assistants"]),
    ("pupils", &["year-5", "year-6"]),
    ("teachers", &["teachers"]),
    ("year-5", &["year-5"]),
    ("year-6", &["year-6"]),
    ("visitors", &["visitors"]),
    ("everyone", &["teachers", "assistants", "year-5", "year-6", "visitors"]),
];
const DEVICES: Names =
    &[("own", &["phone", "tablet"]), ("phone", &["phone"]), ("tablet", &["tablet"]), ("laptop", &["laptop"])];
const NETWORKS: Names = &[("full", &["full"]), ("internet", &["internet"]), ("none", &["none"])];
const PLACES: Names =
    &[("premises", &["hall", "staffroom"]), ("hall", &["hall"]), ("staffroom", &["staffroom"]), ("yard", &["yard"])];
const TIMES: Names = &[("lunch", &["12:30", "13:05"]), ("midday", &["12:05", "12:30"]), ("exams", &["exams"])];

/// Every single value of each dimension; `09:00` is a time that no name holds.
const VALUES: [(Dimension, &[&str]); 5] = [
    (Dimension::Who, &["teachers", "assistants", "year-5", "year-6", "visitors"]),
    (Dimension::Device, &["phone", "tablet", "laptop"]),
    (Dimension::Network, &["full", "internet", "none"]),
    (Dimension::Place, &["hall", "staffroom", "yard"]),
    (Dimension::Time, &["12:05", "12:30", "13:05", "exams", "09:00"]),
];
const CONDITIONS: [&str; 2] = ["signed", "plan"];

/// A seeded generator: the same schools on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    fn name(&mut self, names: Names) -> &'static str {
        names[self.roll(names.len())].0
    }
}

/// A rule as it was thrown: which single values it takes, `None` for all.
#[derive(Clone, Debug, Default)]
struct Rule {
    address: String,
    /// 0 stated, 1 a table's `otherwise`, 2 implied by a ladder.
    rank: usize,
    strength: &'static str,
    takes: [Option<Vec<&'static str>>; 5],
    conditions: BTreeSet<String>,
    despite: Vec<String>,
}

/// A thrown school: its rules, and the lines that say them.
#[derive(Clone, Debug, Default)]
struct Thrown {
    rules: Vec<Rule>,
    lines: Vec<String>,
    table: String,
}

impl Thrown {
    fn source(&self) -> String {
        format!("{WORLD}rules r \"Rules\" {{\n{}}}\n{}", self.lines.concat(), self.table)
    }

    fn throw(dice: &mut Dice) -> Self {
        let mut thrown = Self::default();
        for nth in 0..2 + dice.roll(6) {
            let (rule, line) = sentence(dice, nth);
            thrown.rules.push(rule);
            thrown.lines.push(line);
        }
        thrown.throw_table(dice);
        let implied: Vec<Rule> = thrown.rules.iter().filter_map(implied).collect();
        thrown.rules.extend(implied);
        thrown
    }

    /// A table of two steps of the ladder by three devices, in the premises.
    fn throw_table(&mut self, dice: &mut Dice) {
        let (steps, devices) = (["full", "internet"], ["phone", "tablet", "laptop"]);
        let otherwise = dice.roll(2) == 0;
        let mut rows = String::new();
        for step in steps {
            let mut row = format!("  | join {step} |");
            for device in devices {
                let words = ["yes", "no", "ask", "", "?"][dice.roll(5)];
                row.push_str(&format!(" {words} |"));
                let (strength, condition) = match words {
                    "yes" => ("may", None),
                    "no" => ("must not", None),
                    "?" => ("undecided", None),
                    _ => ("may", Some("signed")),
                };
                let premises = Some(vec!["hall", "staffroom"]);
                let cell = Rule {
                    address: format!("t.join-{step}.{device}"),
                    strength,
                    takes: [None, Some(vec![device]), Some(vec![step]), premises, None],
                    conditions: condition.into_iter().map(str::to_owned).collect(),
                    ..Rule::default()
                };
                if otherwise {
                    let filler =
                        Rule { address: "t.otherwise".to_owned(), rank: 1, strength: "must not", ..cell.clone() };
                    self.rules.push(Rule { conditions: BTreeSet::new(), ..filler });
                }
                if !words.is_empty() {
                    self.rules.push(cell);
                }
            }
            rows.push_str(&row);
            rows.push('\n');
        }
        let tail = if otherwise { "  otherwise: must not\n" } else { "" };
        self.table = format!(
            "table t \"Table\" for everyone in premises {{\n  | | phone | tablet | laptop |\n{rows}  ask: may if signed\n{tail}}}\n"
        );
    }
}

fn sentence(dice: &mut Dice, nth: usize) -> (Rule, String) {
    let who = dice.name(WHO);
    let strength = ["may", "may", "must not", "must not", "should not", "undecided"][dice.roll(6)];
    let mut rule = Rule { address: format!("r.l{nth}"), strength, ..Rule::default() };
    rule.takes[0] = (who != "everyone").then(|| values(WHO, who));
    let mut line = format!("  l{nth}: {who} {strength} join");
    for (at, names, word) in [(2, NETWORKS, ""), (1, DEVICES, "on "), (3, PLACES, "in "), (4, TIMES, "during ")] {
        if dice.roll(2) == 0 {
            let name = dice.name(names);
            rule.takes[at] = Some(values(names, name));
            line.push_str(&format!(" {word}{name}"));
        }
    }
    let conditions: Vec<String> = CONDITIONS
        .iter()
        .filter_map(|it| match dice.roll(6) {
            0 => Some((*it).to_owned()),
            1 => Some(format!("not {it}")),
            _ => None,
        })
        .collect();
    if !conditions.is_empty() {
        line.push_str(&format!(" if {}", conditions.join(" and ")));
    }
    rule.conditions = conditions.into_iter().collect();
    if dice.roll(2) == 0 && nth > 0 {
        let target = match dice.roll(6) {
            0 | 1 => "r".to_owned(),
            2 => "t".to_owned(),
            _ => format!("r.l{}", dice.roll(nth)),
        };
        line.push_str(&format!(" despite {target}"));
        rule.despite.push(target);
    }
    (rule, line + "\n")
}

fn values(names: Names, name: &str) -> Vec<&'static str> {
    names.iter().find(|(it, _)| *it == name).expect("a name").1.to_vec()
}

/// What is allowed on a step of the ladder is allowed on narrower ones, where nothing else is said.
fn implied(rule: &Rule) -> Option<Rule> {
    let steps = ["full", "internet", "none"];
    let step = rule.takes[2].as_ref()?.first()?;
    let below = steps[steps.iter().position(|it| it == step)? + 1..].to_vec();
    if rule.rank > 0 || rule.strength != "may" || below.is_empty() {
        return None;
    }
    let mut weaker = Rule { rank: 2, ..rule.clone() };
    weaker.takes[2] = Some(below);
    Some(weaker)
}

/// One value of each dimension.
type Case = [&'static str; 5];

fn cases() -> Vec<Case> {
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    for (_, values) in VALUES {
        all = all.iter().flat_map(|case| values.iter().map(move |it| [case.as_slice(), &[*it]].concat())).collect();
    }
    all.into_iter().map(|case| case.try_into().expect("five values")).collect()
}

impl Rule {
    fn is_about(&self, case: &Case) -> bool {
        self.takes.iter().zip(case).all(|(takes, value)| takes.as_ref().is_none_or(|it| it.contains(value)))
    }

    fn allows(&self) -> bool {
        self.strength == "may"
    }

    fn bans(&self) -> bool {
        self.strength.ends_with("not")
    }

    /// Whether it bans, or leaves open, only where its conditions hold, so that a rule it is an exception to still holds.
    fn takes_nothing_away(&self) -> bool {
        !self.allows() && !self.conditions.is_empty()
    }

    fn points_at(&self, other: &Rule) -> bool {
        if self.rank != other.rank {
            return false;
        }
        let block = other.address.split('.').next().expect("a block");
        self.address != other.address
            && self
                .despite
                .iter()
                .any(|target| *target == other.address || target == block && !other.despite.contains(target))
    }
}

/// Whether one rule replaces another wherever both are about a case.
fn replaces(rules: &[Rule], one: usize, other: usize) -> bool {
    if rules[one].rank != rules[other].rank {
        return rules[one].rank < rules[other].rank;
    }
    is_exception(rules, one, other) && !only_beside(&rules[one], &rules[other])
}

fn is_exception(rules: &[Rule], one: usize, other: usize) -> bool {
    rules[one].points_at(&rules[other]) && !leads_back(rules, other, one, rules.len())
}

/// What a block allows stays allowed beside a permission that holds despite the block.
fn only_beside(one: &Rule, other: &Rule) -> bool {
    one.allows() && other.allows() && !one.despite.contains(&other.address)
}

fn leads_back(rules: &[Rule], from: usize, to: usize, steps: usize) -> bool {
    from == to
        || steps > 0
            && (0..rules.len())
                .any(|next| rules[from].points_at(&rules[next]) && leads_back(rules, next, to, steps - 1))
}

/// What the evaluator says of a case: the word, and for each way in which conditions may hold whether it is allowed.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    word: &'static str,
    allowed: Vec<bool>,
}

fn evaluate(rules: &[Rule], case: &Case) -> Said {
    let about: Vec<usize> = (0..rules.len()).filter(|at| rules[*at].is_about(case)).collect();
    let replaced = |at: usize| about.iter().any(|it| !rules[*it].takes_nothing_away() && replaces(rules, *it, at));
    let live: Vec<usize> = about.iter().copied().filter(|at| !replaced(*at)).collect();
    let clash = |one: usize, other: usize| {
        let (a, b) = (&rules[one], &rules[other]);
        let exclude = CONDITIONS.iter().any(|it| {
            let not = format!("not {it}");
            a.conditions.contains(*it) && b.conditions.contains(&not)
                || b.conditions.contains(*it) && a.conditions.contains(&not)
        });
        let related = is_exception(rules, one, other) || is_exception(rules, other, one);
        let differ = a.allows() && b.bans() || a.bans() && b.allows();
        let bare = a.allows() && b.allows() && a.conditions.is_empty() != b.conditions.is_empty();
        a.rank == 0 && b.rank == 0 && !exclude && !related && (differ || bare)
    };
    let holds = |rule: &Rule, signed: bool, plan: bool| {
        rule.conditions.iter().all(|it| match it.as_str() {
            "signed" => signed,
            "not signed" => !signed,
            "plan" => plan,
            _ => !plan,
        })
    };
    let allowed: Vec<bool> = [(false, false), (false, true), (true, false), (true, true)]
        .into_iter()
        .map(|(signed, plan)| {
            let now = |it: &&usize| holds(&rules[**it], signed, plan);
            live.iter().filter(now).any(|it| rules[*it].allows())
                && !live.iter().filter(now).any(|it| rules[*it].bans())
        })
        .collect();
    let never = vec![false; 4];
    if live.iter().any(|one| live.iter().any(|other| one < other && clash(*one, *other))) {
        Said { word: "conflict", allowed: never }
    } else if live.iter().any(|it| rules[*it].strength == "undecided") {
        Said { word: "unchosen", allowed: never }
    } else if live.iter().any(|it| rules[*it].bans() && rules[*it].conditions.is_empty()) {
        Said { word: "forbid", allowed: never }
    } else if allowed.contains(&true) {
        Said { word: "open", allowed }
    } else {
        Said { word: "undecided", allowed: never }
    }
}

/// What the engine says, in the evaluator's shape.
fn said(verdict: &Verdict) -> Said {
    let holds = |way: &BTreeSet<String>, signed: bool, plan: bool| {
        way.iter().all(|it| match it.as_str() {
            "signed" => signed,
            "not signed" => !signed,
            "plan" => plan,
            "not plan" => !plan,
            other => panic!("a condition that nobody wrote: {other}"),
        })
    };
    let ways = |ways: &BTreeSet<BTreeSet<String>>| {
        [(false, false), (false, true), (true, false), (true, true)]
            .into_iter()
            .map(|(signed, plan)| ways.iter().any(|way| holds(way, signed, plan)))
            .collect()
    };
    match verdict {
        Verdict::Allow => Said { word: "open", allowed: vec![true; 4] },
        Verdict::Conditional(all) => Said { word: "open", allowed: ways(all) },
        other => Said { word: other.word(), allowed: vec![false; 4] },
    }
}

/// An engine's view of a school.
struct Engine {
    space: Space,
    /// For each dimension what each of its values comes down to.
    leaves: Vec<BTreeMap<&'static str, BTreeSet<Leaf>>>,
}

impl Engine {
    fn of(source: &str) -> Self {
        let folder = Folder::with(&[("a.byelaw", source)]);
        let (_, school) = school(folder.path());
        let space = permissions(&school).spaces.into_iter().next().expect("rules about one action");
        let leaves = VALUES
            .iter()
            .map(|(dimension, values)| {
                values.iter().map(|value| (*value, leaves(&school, *dimension, value))).collect()
            })
            .collect();
        Self { space, leaves }
    }

    fn cases(&self, case: &Case) -> CaseSet {
        let mut takes: BTreeMap<Dimension, BTreeSet<Leaf>> =
            (0..5).map(|at| (VALUES[at].0, self.leaves[at][case[at]].clone())).collect();
        takes.insert(Dimension::Object, BTreeSet::from([Leaf::Nothing]));
        self.space.cases(&takes)
    }

    fn verdict(&self, case: &Case) -> Verdict {
        let answers = self.space.answers(&self.cases(case));
        let [only] = answers.as_slice() else { panic!("one case with {} answers: {case:?}", answers.len()) };
        only.verdict.clone()
    }
}

/// What a name, or a time of the clock, comes down to, as a question finds it.
fn leaves(school: &School, dimension: Dimension, value: &str) -> BTreeSet<Leaf> {
    let network = dimension == Dimension::Network;
    let asked = Asked {
        activity: if network { format!("join {value}") } else { "join".to_owned() },
        given: if network { Vec::new() } else { vec![(dimension, value.to_owned())] },
    };
    asked.bind(school).expect("names of the world").takes.remove(&dimension).expect("the dimension")
}

/// Thrown schools: as many in which the evaluator and the engine are held to each other.
fn throws(seed: u64, count: usize) -> Vec<Thrown> {
    let mut dice = Dice(seed);
    (0..count).map(|_| Thrown::throw(&mut dice)).collect()
}

#[test]
fn the_engine_agrees_with_the_evaluator_on_every_case() {
    let mut words = BTreeSet::new();
    for thrown in throws(11, 50) {
        let engine = Engine::of(&thrown.source());
        for case in cases() {
            let wanted = evaluate(&thrown.rules, &case);
            assert_eq!(said(&engine.verdict(&case)), wanted, "{case:?}\n{}", thrown.source());
            words.insert(wanted.word);
        }
    }
    assert_eq!(words.len(), 5, "every kind of answer was met: {words:?}");
}

#[test]
fn order_changes_no_answer() {
    for thrown in throws(12, 20) {
        let mut back = thrown.clone();
        back.lines.reverse();
        let (there, back) = (Engine::of(&thrown.source()), Engine::of(&back.source()));
        for case in cases() {
            assert_eq!(there.verdict(&case), back.verdict(&case), "{case:?}\n{}", thrown.source());
        }
    }
}

#[test]
fn telling_every_value_apart_changes_no_answer() {
    // What must always hold decides nothing, but cuts every dimension into single values.
    let cuts: String = [WHO, DEVICES, PLACES, TIMES]
        .iter()
        .flat_map(|names| names.iter())
        .enumerate()
        .map(|(nth, (name, _))| match nth {
            0..7 => format!("  always c{nth}: {name} may join\n"),
            7..11 => format!("  always c{nth}: everyone may join on {name}\n"),
            11..15 => format!("  always c{nth}: everyone may join in {name}\n"),
            _ => format!("  always c{nth}: everyone may join during {name}\n"),
        })
        .collect();
    let mut merged_away = 0;
    for thrown in throws(13, 20) {
        let source = thrown.source();
        let (merged, cut) = (Engine::of(&source), Engine::of(&format!("{source}rules c \"Cuts\" {{\n{cuts}}}\n")));
        merged_away += cut.space.count() - merged.space.count();
        for case in cases() {
            assert_eq!(merged.verdict(&case), cut.verdict(&case), "{case:?}\n{source}");
        }
    }
    assert!(merged_away > 0);
}

#[test]
fn an_exception_never_widens_its_target() {
    let mut narrowed = 0;
    for (nth, thrown) in throws(14, 30).into_iter().enumerate() {
        let before = Engine::of(&thrown.source());
        let mut more = thrown.clone();
        let (who, device) = (WHO[nth % WHO.len()].0, DEVICES[nth % DEVICES.len()].0);
        more.lines.push(format!("  new: {who} may join on {device} despite r.l0\n"));
        let after = Engine::of(&more.source());
        let left = |engine: &Engine, case: &Case| {
            let space = &engine.space;
            let at = space.rules.iter().position(|rule| rule.address == "r.l0").expect("the target");
            space.left[at].meets(&engine.cases(case))
        };
        for case in cases() {
            let (then, now) = (left(&before, &case), left(&after, &case));
            assert!(then || !now, "{case:?}\n{}", more.source());
            narrowed += usize::from(then && !now);
        }
    }
    assert!(narrowed > 0);
}

#[test]
fn boxes_hold_a_set_and_nothing_else() {
    for thrown in throws(15, 30) {
        let engine = Engine::of(&thrown.source());
        let space = &engine.space;
        for answer in space.answers(&space.cases(&Default::default())) {
            let (boxes, rest) = space.boxes(&answer.cases, usize::MAX);
            let all = boxes.iter().fold(space.none(), |all, region| all.or(&space.region(region)));
            assert_eq!((all, rest), (answer.cases.clone(), 0), "{}", thrown.source());
            for region in &boxes {
                for (nth, axis) in space.axes.iter().enumerate() {
                    for atom in (0..axis.atoms.len()).filter(|atom| !region[nth].contains(atom)) {
                        let mut wider = region.clone();
                        wider[nth].push(atom);
                        assert!(!space.region(&wider).is_within(&answer.cases), "a box that could grow");
                    }
                }
            }
        }
    }
}
