//! The findings of a trust and of its schools → one list, in which what lies in the trust's texts is told once.

use crate::diagnostic::Diagnostic;
use crate::suggest::all_of;

/// Findings that something of the trust is of no use: told where it is of use in none of the schools.
const IDLE: [&str; 3] = ["holder-without-duties", "role-unused", "waiver-unused"];

/// What was found in one school of a trust.
#[derive(Debug)]
pub struct Judged {
    /// The school's name.
    pub school: String,
    /// Whether it could be read in full, so that the lints ran.
    pub sound: bool,
    /// In the order in which they are told.
    pub found: Vec<Diagnostic>,
}

/// A finding in the trust's texts, and the schools in which it arises; all of them where the trust itself has it.
struct Shared {
    found: Diagnostic,
    schools: Option<Vec<usize>>,
}

impl Shared {
    /// Whether a finding of another school is this one again.
    fn is(&self, other: &Diagnostic, school: usize) -> bool {
        let it = &self.found;
        let fresh = self.schools.as_ref().is_none_or(|schools| schools.last() != Some(&school));
        let same = (it.name, it.level, it.primary.span, &it.subject, &it.fact)
            == (other.name, other.level, other.primary.span, &other.subject, &other.fact);
        // Faults of the language have no subject: several may lie in one place.
        let told = !it.subject.is_empty() || it.message == other.message;
        fresh && same && told && it.counts() == other.counts()
    }

    fn add(&mut self, other: Diagnostic, school: usize) {
        self.schools.iter_mut().for_each(|schools| schools.push(school));
        for label in other.related {
            if !self.found.related.contains(&label) {
                self.found.related.push(label);
            }
        }
    }
}

/// One list. A finding outside the trust's texts is about the school's own, and its subject is told with the school's name.
pub fn together(
    trust: Vec<Diagnostic>,
    schools: Vec<Judged>,
    inherited: impl Fn(&Diagnostic) -> bool,
) -> Vec<Diagnostic> {
    let mut shared: Vec<Shared> = trust.into_iter().map(|found| Shared { found, schools: None }).collect();
    let mut own = Vec::new();
    let sound: Vec<usize> = (0..schools.len()).filter(|at| schools[*at].sound).collect();
    let names: Vec<String> = schools.iter().map(|it| format!("`{}`", it.school)).collect();
    for (at, judged) in schools.into_iter().enumerate() {
        for mut found in judged.found {
            if !inherited(&found) {
                if !found.subject.is_empty() {
                    found.subject = format!("{}.{}", judged.school, found.subject);
                }
                own.push(found);
            } else if let Some(first) = shared.iter_mut().find(|it| it.is(&found, at)) {
                first.add(found, at);
            } else {
                shared.push(Shared { found, schools: Some(vec![at]) });
            }
        }
    }
    let mut all: Vec<Diagnostic> = shared.into_iter().filter_map(|it| told(it, &sound, &names)).chain(own).collect();
    super::sort(&mut all);
    all
}

/// A shared finding, with the schools in which it arises where those are not all.
fn told(it: Shared, sound: &[usize], names: &[String]) -> Option<Diagnostic> {
    let Shared { mut found, schools: Some(schools) } = it else { return Some(it.found) };
    if sound.iter().all(|school| schools.contains(school)) {
        return Some(found);
    }
    if IDLE.contains(&found.name) {
        return None;
    }
    let named: Vec<&str> = schools.iter().map(|at| names[*at].as_str()).collect();
    found.message = format!("{} (in {} of {} schools: {})", found.message, named.len(), names.len(), all_of(&named));
    Some(found)
}
