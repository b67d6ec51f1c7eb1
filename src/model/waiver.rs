//! What a waiver covers, and what it needs before it counts.

use super::date::{Answer, Calendar, Date, Day};
use super::words::Value;
use super::{Entity, Waiver};

impl Waiver {
    /// The addresses that it stands on.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.on.iter().filter_map(Value::address)
    }

    /// Whether something stands at one of its addresses, or below one.
    pub fn reaches(&self, subject: &str) -> bool {
        self.addresses().any(|on| subject.strip_prefix(on).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    }

    /// Whether it accepts a fact: one that it names, or any where it names none.
    pub fn pins(&self, fact: &str) -> bool {
        self.about.is_empty() || self.about.iter().any(|pin| pin.value == fact)
    }

    /// Its last day, as it is written.
    pub fn end(&self) -> Option<Date> {
        self.until.first().and_then(Value::date)
    }

    /// The post that accepts it.
    pub fn owner(&self) -> Option<&Value> {
        self.by.iter().find(|value| matches!(value.entity(), Some(Entity::Role(_))))
    }

    /// What it lacks before it counts: an address, a last day, an owner, a reason.
    pub fn lacks(&self, calendar: &Calendar) -> Vec<&'static str> {
        let reason = self.because.iter().any(|value| match value {
            Value::Words(words) => !words.raw().trim().is_empty(),
            _ => true,
        });
        let lacks = [
            (self.addresses().next().is_none(), "no address"),
            (self.end().and_then(|end| end.days(calendar)).is_none(), "no last day"),
            (self.owner().is_none(), "no owner among the posts"),
            (!reason, "no reason"),
        ];
        lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
    }

    /// Whether it counts on a day: it lacks nothing and its end has not passed.
    pub fn holds(&self, today: Day, calendar: &Calendar) -> bool {
        self.lacks(calendar).is_empty() && self.end().is_some_and(|end| end.is_past(today, calendar) != Answer::Yes)
    }
}
