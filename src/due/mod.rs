//! What falls due in a school, and when: the one answer for the lints, the list of what is due and the calendar.

pub mod review;
