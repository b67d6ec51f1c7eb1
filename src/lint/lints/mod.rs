//! All lints: a `mod` line and a line of the list each; tests hold the two, the files and the pages together.

mod agreement_audience_mismatch;
mod appendix_missing;
mod appendix_unlabelled;
mod approval_ambiguous;
mod approval_missing;
mod approval_stale;
mod associated_not_reciprocal;
mod audience_omits_bound_party;
mod bound_party_without_agreement;
mod circular_definition;
mod citation_anachronism;
mod clause_conflict;
mod consent_by_silence;
mod consent_conflict;
mod consent_form_missing;
mod consent_obligation_unmatched;
mod consent_scope_mismatch;
mod contact_missing;
mod contact_scope_mismatch;
mod count_mismatch;
mod dangling_sentence;
mod date_impossible;
mod dead_link;
mod defunct_body;
mod deputy_missing;
mod deviation_stale;
mod deviation_unrecorded;
mod document_metadata_missing;
mod document_name_variant;
mod document_title_missing;
mod document_unresolved;
mod duplicate_clause;
mod duty_frequency_conflict;
mod duty_frequency_missing;
mod duty_holder_conflict;
mod duty_on_person_not_role;
mod duty_shared_without_lead;
mod duty_without_owner;
mod editor_artefact;
mod escalation_target_is_subject;
mod exception_circular;
mod exception_of_nothing;
mod expected_role_missing;
mod external_locator_fragile;
mod figure_missing;
mod foreign_template_text;
mod form_field_missing;
mod form_missing;
mod frequency_missing;
mod hidden_character;
mod holder_leaving;
mod holder_left;
mod holder_name_incomplete;
mod holder_name_variant;
mod holder_placeholder;
mod holder_title_conflict;
mod holder_without_duties;
mod identity_name_variant;
mod illegal_below_floor;
mod incident_log_missing;
mod insecure_url;
mod invariant_broken;
mod issued_before_approved;
mod locked_clause_relaxed;
mod matrix_cell_blank;
mod matrix_prose_conflict;
mod merged_items;
mod misassigned_external_role;
mod modality_conflict;
mod name_in_prose;
mod numbering_broken;
mod orphan_bullet;
mod orphan_duty;
mod outdated_legal_fact;
mod outdated_product;
mod outdated_term;
mod owner_disjunctive;
mod pack_out_of_date;
mod password_rule_conflict;
mod password_rule_missing;
mod password_rule_outdated;
mod permission_conflict;
mod permission_gap;
mod permission_redundant;
mod permission_too_wide;
mod permission_undetermined;
mod permission_unreachable;
mod person_shift;
mod personal_data_published;
mod placeholder_left;
mod policy_asserted_not_linked;
mod post_holders_unranked;
mod post_unfilled;
mod procedure_incomplete;
mod promise_cannot_turn;
mod promise_without_rule;
mod provider_name_variant;
mod qualifier_missing;
mod reading_age;
mod recipient_unspecified;
mod reporting_route_conflict;
mod required_topic_missing;
mod requirement_unmet;
mod review_date_conflict;
mod review_date_imprecise;
mod review_date_missing;
mod review_date_moved_without_review;
mod review_due_soon;
mod review_interval_too_long;
mod review_overdue;
mod review_owner_missing;
mod review_record_undated;
mod reviews_bunched;
mod role_name_variant;
mod role_undefined;
mod role_unused;
mod rule_ended;
mod rule_without_promise;
mod scope_per_school_missing;
mod section_empty;
mod section_missing;
mod section_ref_unresolved;
mod section_without_rules;
mod self_oversight;
mod shared_account;
mod signature_field_missing;
mod superseded_guidance;
mod superseded_legislation;
mod template_alternative_left;
mod template_guidance_left;
mod truncated_text;
mod typo;
mod unbalanced_bracket;
mod undated_citation;
mod undated_intention;
mod undefined_abbreviation;
mod unmet_named_people_claim;
mod unverifiable_undertaking;
mod vague_frequency;
mod version_entry_incomplete;
mod waiver_expired;
mod waiver_incomplete;
mod waiver_unpinned;
mod waiver_unused;
mod withdrawal_route_missing;
mod wrong_authority;

use super::Lint;

/// Every lint, by name.
pub static LINTS: &[&Lint] = &[
    &agreement_audience_mismatch::LINT,
    &appendix_missing::LINT,
    &appendix_unlabelled::LINT,
    &approval_ambiguous::LINT,
    &approval_missing::LINT,
    &approval_stale::LINT,
    &associated_not_reciprocal::LINT,
    &audience_omits_bound_party::LINT,
    &bound_party_without_agreement::LINT,
    &circular_definition::LINT,
    &citation_anachronism::LINT,
    &clause_conflict::LINT,
    &consent_by_silence::LINT,
    &consent_conflict::LINT,
    &consent_form_missing::LINT,
    &consent_obligation_unmatched::LINT,
    &consent_scope_mismatch::LINT,
    &contact_missing::LINT,
    &contact_scope_mismatch::LINT,
    &count_mismatch::LINT,
    &dangling_sentence::LINT,
    &date_impossible::LINT,
    &dead_link::LINT,
    &defunct_body::LINT,
    &deputy_missing::LINT,
    &deviation_stale::LINT,
    &deviation_unrecorded::LINT,
    &document_metadata_missing::LINT,
    &document_name_variant::LINT,
    &document_title_missing::LINT,
    &document_unresolved::LINT,
    &duplicate_clause::LINT,
    &duty_frequency_conflict::LINT,
    &duty_frequency_missing::LINT,
    &duty_holder_conflict::LINT,
    &duty_on_person_not_role::LINT,
    &duty_shared_without_lead::LINT,
    &duty_without_owner::LINT,
    &editor_artefact::LINT,
    &escalation_target_is_subject::LINT,
    &exception_circular::LINT,
    &exception_of_nothing::LINT,
    &expected_role_missing::LINT,
    &external_locator_fragile::LINT,
    &figure_missing::LINT,
    &foreign_template_text::LINT,
    &form_field_missing::LINT,
    &form_missing::LINT,
    &frequency_missing::LINT,
    &hidden_character::LINT,
    &holder_leaving::LINT,
    &holder_left::LINT,
    &holder_name_incomplete::LINT,
    &holder_name_variant::LINT,
    &holder_placeholder::LINT,
    &holder_title_conflict::LINT,
    &holder_without_duties::LINT,
    &identity_name_variant::LINT,
    &illegal_below_floor::LINT,
    &incident_log_missing::LINT,
    &insecure_url::LINT,
    &invariant_broken::LINT,
    &issued_before_approved::LINT,
    &locked_clause_relaxed::LINT,
    &matrix_cell_blank::LINT,
    &matrix_prose_conflict::LINT,
    &merged_items::LINT,
    &misassigned_external_role::LINT,
    &modality_conflict::LINT,
    &name_in_prose::LINT,
    &numbering_broken::LINT,
    &orphan_bullet::LINT,
    &orphan_duty::LINT,
    &outdated_legal_fact::LINT,
    &outdated_product::LINT,
    &outdated_term::LINT,
    &owner_disjunctive::LINT,
    &pack_out_of_date::LINT,
    &password_rule_conflict::LINT,
    &password_rule_missing::LINT,
    &password_rule_outdated::LINT,
    &permission_conflict::LINT,
    &permission_gap::LINT,
    &permission_redundant::LINT,
    &permission_too_wide::LINT,
    &permission_undetermined::LINT,
    &permission_unreachable::LINT,
    &person_shift::LINT,
    &personal_data_published::LINT,
    &placeholder_left::LINT,
    &policy_asserted_not_linked::LINT,
    &post_holders_unranked::LINT,
    &post_unfilled::LINT,
    &procedure_incomplete::LINT,
    &promise_cannot_turn::LINT,
    &promise_without_rule::LINT,
    &provider_name_variant::LINT,
    &qualifier_missing::LINT,
    &reading_age::LINT,
    &recipient_unspecified::LINT,
    &reporting_route_conflict::LINT,
    &required_topic_missing::LINT,
    &requirement_unmet::LINT,
    &review_date_conflict::LINT,
    &review_date_imprecise::LINT,
    &review_date_missing::LINT,
    &review_date_moved_without_review::LINT,
    &review_due_soon::LINT,
    &review_interval_too_long::LINT,
    &review_overdue::LINT,
    &review_owner_missing::LINT,
    &review_record_undated::LINT,
    &reviews_bunched::LINT,
    &role_name_variant::LINT,
    &role_undefined::LINT,
    &role_unused::LINT,
    &rule_ended::LINT,
    &rule_without_promise::LINT,
    &scope_per_school_missing::LINT,
    &section_empty::LINT,
    &section_missing::LINT,
    &section_ref_unresolved::LINT,
    &section_without_rules::LINT,
    &self_oversight::LINT,
    &shared_account::LINT,
    &signature_field_missing::LINT,
    &superseded_guidance::LINT,
    &superseded_legislation::LINT,
    &template_alternative_left::LINT,
    &template_guidance_left::LINT,
    &truncated_text::LINT,
    &typo::LINT,
    &unbalanced_bracket::LINT,
    &undated_citation::LINT,
    &undated_intention::LINT,
    &undefined_abbreviation::LINT,
    &unmet_named_people_claim::LINT,
    &unverifiable_undertaking::LINT,
    &vague_frequency::LINT,
    &version_entry_incomplete::LINT,
    &waiver_expired::LINT,
    &waiver_incomplete::LINT,
    &waiver_unpinned::LINT,
    &waiver_unused::LINT,
    &withdrawal_route_missing::LINT,
    &wrong_authority::LINT,
];
