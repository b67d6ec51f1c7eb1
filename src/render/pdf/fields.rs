//! A PDF with spaces to fill → one whose spaces are fields of a form.
//!
//! The template sets each space as a link to `field:3`, or to `field:3.1` for the second box or line of that space. So Typst
//! itself gives it its place on the page, in the order of reading and among the tags; here the link becomes a field, and its tag
//! one of a form. Nothing else of the page is touched.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Error, Object, ObjectId, Stream, dictionary};
use typst::layout::Abs;
use typst::text::{Font, FontVariant, FontVariations};

use super::spaces::{Kind, Space};

/// The name by which fields call the font.
const FONT: &[u8] = b"Body";
/// One of several boxes of which at most one is ticked.
const RADIO: i64 = 1 << 15;
/// Seen on paper as well.
const PRINTED: i64 = 1 << 2;
/// The largest letters that are typed, in points.
const LETTERS: f32 = 11.0;

/// A link that stands where a field belongs.
struct Place {
    annotation: ObjectId,
    page: ObjectId,
    /// Which space, and which of its boxes or lines.
    space: usize,
    part: usize,
    /// Its width and height, in points.
    size: (f32, f32),
}

/// The same pages with a field at the place of each space.
pub(super) fn with_fields(pdf: &[u8], spaces: &[Space], font: &Font) -> Result<Vec<u8>, Error> {
    let mut document = Document::load_mem(pdf)?;
    let places = places(&document)?;
    let tags = tags(&document);
    let mut form = Form { font: embedded(&mut document, font)?, fields: Vec::new() };
    for (at, space) in spaces.iter().enumerate() {
        let own: Vec<&Place> = places.iter().filter(|place| place.space == at).collect();
        for place in &own {
            if let Some(tag) = tags.get(&place.annotation) {
                document.get_dictionary_mut(*tag)?.set("S", "Form");
            }
        }
        form.add(&mut document, space, &own)?;
    }
    let fields = form.fields.into_iter().map(Object::Reference).collect::<Vec<Object>>();
    let fonts = dictionary! { FONT => form.font };
    let form = document.add_object(dictionary! {
        "Fields" => fields,
        "DR" => dictionary! { "Font" => fonts },
        "DA" => typed(LETTERS),
    });
    document.catalog_mut()?.set("AcroForm", form);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

/// Every such link, page by page in their order on it.
fn places(document: &Document) -> Result<Vec<Place>, Error> {
    let mut places = Vec::new();
    for page in document.get_pages().into_values() {
        let Ok(list) = document.get_dictionary(page)?.get_deref(b"Annots", document) else { continue };
        for annotation in list.as_array()?.iter().filter_map(|it| it.as_reference().ok()) {
            places.extend(place(document, page, annotation));
        }
    }
    Ok(places)
}

fn place(document: &Document, page: ObjectId, annotation: ObjectId) -> Option<Place> {
    let link = document.get_dictionary(annotation).ok()?;
    let action = link.get_deref(b"A", document).ok()?.as_dict().ok()?;
    let target = std::str::from_utf8(action.get(b"URI").ok()?.as_str().ok()?).ok()?;
    let target = target.strip_prefix("field:")?;
    let (space, part) = target.split_once('.').unwrap_or((target, "0"));
    let rect = link.get_deref(b"Rect", document).ok()?.as_array().ok()?;
    let corner = |at: usize| rect.get(at).and_then(|it| it.as_float().ok());
    let size = (corner(2)? - corner(0)?, corner(3)? - corner(1)?);
    Some(Place { annotation, page, space: space.parse().ok()?, part: part.parse().ok()?, size })
}

/// The tag of each annotation that stands in one.
fn tags(document: &Document) -> BTreeMap<ObjectId, ObjectId> {
    let mut tags = BTreeMap::new();
    for (id, object) in &document.objects {
        let Ok(tag) = object.as_dict() else { continue };
        let kids = match tag.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(kid) => vec![kid],
            Err(_) => continue,
        };
        for kid in kids {
            let kid = document.dereference(kid).map_or(kid, |(_, kid)| kid);
            if let Ok(annotation) = kid.as_dict().and_then(|kid| kid.get(b"Obj")?.as_reference()) {
                tags.insert(annotation, *id);
            }
        }
    }
    tags
}

/// The form as it grows.
struct Form {
    font: ObjectId,
    fields: Vec<ObjectId>,
}

impl Form {
    fn add(&mut self, document: &mut Document, space: &Space, places: &[&Place]) -> Result<(), Error> {
        match &space.kind {
            Kind::Choice(answers) => self.choice(document, space, answers, places),
            Kind::Signature => places.iter().try_for_each(|place| {
                let field = dictionary! { "FT" => "Sig" };
                self.single(document, place, &space.name, &space.label, field)
            }),
            Kind::Words(_) | Kind::Date => {
                let several = places.len() > 1;
                let hint = if space.kind == Kind::Date { " (day, month, year)" } else { "" };
                for place in places {
                    let (name, label) = if several {
                        let nth = place.part + 1;
                        (format!("{}-{nth}", space.name), format!("{}, line {nth}", space.label))
                    } else {
                        (space.name.clone(), format!("{}{hint}", space.label))
                    };
                    let field = dictionary! { "FT" => "Tx", "DA" => typed(letters(place)) };
                    self.single(document, place, &name, &label, field)?;
                }
                Ok(())
            }
        }
    }

    /// A field that is one box on the page.
    fn single(
        &mut self,
        document: &mut Document,
        place: &Place,
        name: &str,
        label: &str,
        mut field: Dictionary,
    ) -> Result<(), Error> {
        field.set("T", text(name));
        field.set("TU", text(label));
        let look = document.add_object(drawn(place, "/Tx BMC EMC", Some(self.font)));
        field.set("AP", dictionary! { "N" => look });
        widget(document, place, label, field)?;
        self.fields.push(place.annotation);
        Ok(())
    }

    /// A field of several boxes, of which at most one is ticked, and none is to begin with.
    fn choice(
        &mut self,
        document: &mut Document,
        space: &Space,
        answers: &[String],
        places: &[&Place],
    ) -> Result<(), Error> {
        let parent = document.new_object_id();
        for place in places {
            let answer = answers.get(place.part).map_or("", String::as_str);
            let ticked = document.add_object(drawn(place, &tick(place), None));
            let empty = document.add_object(drawn(place, "", None));
            let state = state(place.part);
            let label = format!("{} {answer}", space.label);
            let field = dictionary! {
                "Parent" => parent,
                "TU" => text(&label),
                "AS" => "Off",
                "AP" => dictionary! { "N" => dictionary! { state.as_str() => ticked, "Off" => empty } },
                // For programs that draw the box anew: their tick.
                "MK" => dictionary! { "CA" => Object::string_literal("4") },
            };
            widget(document, place, &label, field)?;
        }
        let boxes: Vec<Object> = places.iter().map(|place| Object::Reference(place.annotation)).collect();
        let names: Vec<Object> = answers.iter().map(|it| text(it)).collect();
        let field = dictionary! {
            "FT" => "Btn",
            "Ff" => RADIO,
            "T" => text(&space.name),
            "TU" => text(&space.label),
            "Opt" => names,
            "Kids" => boxes,
        };
        document.set_object(parent, field);
        self.fields.push(parent);
        Ok(())
    }
}

/// What an answer is called while it is ticked: its number, as the list of answers has it.
fn state(part: usize) -> String {
    part.to_string()
}

/// Turns a link into the box of a field.
fn widget(document: &mut Document, place: &Place, label: &str, field: Dictionary) -> Result<(), Error> {
    let link = document.get_dictionary_mut(place.annotation)?;
    for key in ["A", "Border", "H", "Dest", "QuadPoints"] {
        link.remove(key.as_bytes());
    }
    link.set("Subtype", "Widget");
    link.set("F", PRINTED);
    link.set("P", place.page);
    link.set("Contents", text(label));
    link.extend(&field);
    Ok(())
}

/// Words of a PDF in any alphabet.
fn text(words: &str) -> Object {
    lopdf::text_string(words)
}

fn letters(place: &Place) -> f32 {
    (place.size.1 * 0.6).min(LETTERS)
}

/// In which font, size and colour is typed.
fn typed(letters: f32) -> Object {
    Object::string_literal(format!("/{} {letters:.1} Tf 0.106 0.122 0.141 rg", String::from_utf8_lossy(FONT)))
}

/// A drawing of the size of a box.
fn drawn(place: &Place, content: &str, font: Option<ObjectId>) -> Stream {
    let fonts = font.map(|font| dictionary! { "Font" => dictionary! { FONT => font } });
    let (width, height) = place.size;
    let form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), width.into(), height.into()],
        "Resources" => fonts.unwrap_or_default(),
    };
    Stream::new(form, content.as_bytes().to_vec())
}

/// A tick that fills the box.
fn tick(place: &Place) -> String {
    let (width, height) = place.size;
    let at = |x: f32, y: f32| format!("{:.2} {:.2}", width * x, height * y);
    let (from, down, to) = (at(0.2, 0.52), at(0.42, 0.26), at(0.82, 0.78));
    format!("q 0.106 0.122 0.141 RG 1 J 1 j {:.2} w {from} m {down} l {to} l S Q", width * 0.13)
}

/// The font in which is typed, whole, since nobody knows what will be written.
fn embedded(document: &mut Document, font: &Font) -> Result<ObjectId, Error> {
    let instance = font.clone().instantiate(FontVariant::default(), Abs::zero(), &FontVariations::default());
    let face = instance.ttf();
    let scaled = |units: i16| i64::from(units) * 1000 / i64::from(face.units_per_em());
    let advance = |code: u8| {
        let glyph = decoded(code).and_then(|it| face.glyph_index(it));
        glyph
            .and_then(|glyph| face.glyph_hor_advance(glyph))
            .map_or(0, |it| i64::from(it) * 1000 / i64::from(face.units_per_em()))
    };
    let widths: Vec<Object> = (32..=255).map(|code| advance(code).into()).collect();
    let bounds = face.global_bounding_box();
    let corners = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
    let data = font.data().to_vec();
    let mut file = Stream::new(dictionary! { "Length1" => i64::try_from(data.len()).unwrap_or(0) }, data);
    file.compress()?;
    let file = document.add_object(file);
    let name = font.post_script_name().unwrap_or_else(|| "Body".to_owned());
    let described = document.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name.as_str(),
        // Letters of the Latin alphabet.
        "Flags" => 32,
        "FontBBox" => corners.map(|it| scaled(it).into()).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => scaled(face.ascender()),
        "Descent" => scaled(face.descender()),
        "CapHeight" => scaled(face.capital_height().unwrap_or_else(|| face.ascender())),
        "StemV" => 90,
        "FontFile2" => file,
    });
    Ok(document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "TrueType",
        "BaseFont" => name.as_str(),
        "Encoding" => "WinAnsiEncoding",
        "FirstChar" => 32,
        "LastChar" => 255,
        "Widths" => widths,
        "FontDescriptor" => described,
    }))
}

/// The character of a code of the encoding that fields are typed in.
fn decoded(code: u8) -> Option<char> {
    const HIGH: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”',
        '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    let sign = match code {
        0x80..=0x9f => HIGH[usize::from(code - 0x80)],
        0x7f => '\0',
        _ => char::from(code),
    };
    (sign != '\0').then_some(sign)
}
