//! Where a school is and of what kind: the words on which it depends which law holds for it.

use super::School;

/// A nation of the United Kingdom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nation {
    /// England.
    England,
    /// Wales.
    Wales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Nation {
    /// Every nation by its name.
    pub const NAMES: [(&'static str, Nation); 4] = [
        ("england", Nation::England),
        ("wales", Nation::Wales),
        ("scotland", Nation::Scotland),
        ("northern-ireland", Nation::NorthernIreland),
    ];

    /// The nation with this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(text, _)| *text == name).map(|(_, nation)| *nation)
    }

    /// Where a school says that it is; else where its trust says so.
    pub fn of(school: &School) -> Option<Self> {
        let said = std::iter::once(&school.identity).chain(school.above.as_ref().map(|above| &above.identity));
        let word = said.into_iter().find_map(|identity| identity.fields.get("jurisdiction"));
        word.and_then(|word| Self::find(&word.value))
    }
}

/// The kinds of school.
pub const KINDS: [&str; 6] = ["maintained", "academy", "trust", "independent", "special", "nursery"];
