//! The folders of a trust's schools, held against each other.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Folder, SCHOOLS};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::word::Kind;

/// What is wrong with the folders of a trust's schools: told where the trust is declared, or where a name comes again.
pub(super) fn misfits(trust: &Folder, schools: &[Folder], empty: &[PathBuf]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some((_, place)) = trust.declared(Kind::Trust) else { return found };
    for path in empty {
        let what = if path.is_symlink() { "is a link, which is not followed" } else { "holds no `.byelaw` file" };
        let message = format!("the school’s folder `{}` {what}", path.display());
        let help = "put the school’s files there, with a line such as `school oakfield \"Oakfield Primary School\"`, or take the folder away";
        found.push(Diagnostic::error("school-missing", place, message).help(help));
    }
    if schools.is_empty() && empty.is_empty() {
        let message = format!("the folder `{}` holds no school", trust.root.join(SCHOOLS).display());
        let help = "give each school a folder in it, such as `schools/oakfield`, or take the folder away";
        found.push(Diagnostic::error("school-missing", place, message).help(help));
    }
    let mut names: BTreeMap<&str, Span> = BTreeMap::new();
    for (name, span) in schools.iter().filter_map(|school| school.declared(Kind::School)) {
        if let Some(first) = names.insert(&name.value, span) {
            let message = format!("two schools of the trust are called `{}`", name.value);
            found.push(
                Diagnostic::error("duplicate-name", span, message)
                    .with(first, "the other stands here")
                    .help("give one of them another name; the name of its folder is a good one"),
            );
        }
    }
    found
}
