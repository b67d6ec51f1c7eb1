//! How much of anything is taken in; more is refused with advice, so that every run ends in bounded time and memory.
//!
//! `book/developing/bad-input.md` lists them for users, and a test holds that page and these numbers together.

/// A file may be this large, in bytes; the whole source of a large school is a tenth of it.
pub const FILE: u64 = 2 << 20;
/// A logo may be this large, in bytes: it stands in every page.
pub const LOGO: usize = 512 << 10;
/// A logo of pixels may have so many on a side.
pub const LOGO_SIDE: u32 = 4096;
/// A line of a source may be this long, in bytes; canonical lines have a hundred.
pub const LINE: usize = 16 << 10;
/// All texts of a school, or of a trust with its schools, together, in bytes.
pub const TEXTS: usize = 64 << 20;
/// A trust may have so many schools; the largest in England has about ninety.
pub const SCHOOLS: usize = 2000;
/// Folders are searched this deep.
pub const FOLDERS: usize = 16;
/// Blocks nest no deeper than this; real documents need four.
pub const BLOCKS: usize = 16;
/// Lists, quotations and emphases nest no deeper than this; a policy needs three.
pub const PROSE: usize = 12;
/// So many faults of one source are told; nothing behind them is read.
pub const FAULTS: usize = 500;
/// So many places are told of one fault that comes again line after line.
pub const PLACES: usize = 20;
/// Permissions of one action with more cases than this are not analysed; real schools need a few thousand.
pub const CASES: usize = 1 << 24;
/// A page template may take so many steps for one page, of which it pays some for what it writes; ours take a few hundred.
pub const STEPS: u64 = 1_000_000;
/// Permissions of one school may begin and end on so many days that are still to come; a real one has a handful.
pub const TURNS: usize = 366;
