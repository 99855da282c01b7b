//! The tables as diesel sees them; `migrations/` makes them.

diesel::table! {
    locality (code, valid_from) {
        code -> Text,
        valid_from -> Text,
        valid_to -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        parent_code -> Nullable<Text>,
        population -> Nullable<BigInt>,
        households -> Nullable<BigInt>,
        reference_date -> Nullable<Text>,
    }
}

diesel::table! {
    locality_change (from_code, from_valid_from, to_code, to_valid_from) {
        from_code -> Text,
        from_valid_from -> Text,
        to_code -> Text,
        to_valid_from -> Text,
        act -> Text,
    }
}

diesel::table! {
    residential_group (locality_code, valid_from, code) {
        locality_code -> Text,
        valid_from -> Text,
        code -> Text,
        name -> Text,
        households -> Nullable<BigInt>,
    }
}

diesel::table! {
    form (code, version) {
        code -> Text,
        version -> Integer,
        digest -> Text,
        source -> Text,
    }
}

diesel::table! {
    wave (id) {
        id -> Integer,
        code -> Text,
        title_vi -> Text,
        title_en -> Text,
        state -> Text,
        form_code -> Text,
        form_version -> Integer,
        method -> Text,
        opens_at -> BigInt,
        closes_at -> BigInt,
        simulated -> Bool,
        code_key -> Nullable<Binary>,
        sealed_digest -> Nullable<Text>,
        revision -> Integer,
        margins -> Nullable<Text>,
        plan -> Nullable<Text>,
    }
}

diesel::table! {
    wave_locality (wave, place) {
        wave -> Integer,
        place -> SmallInt,
        code -> Text,
        valid_from -> Text,
        planned -> Nullable<BigInt>,
    }
}

diesel::table! {
    link (wave, token) {
        wave -> Integer,
        token -> Binary,
        kind -> SmallInt,
        locality -> SmallInt,
        residential_group -> Nullable<Text>,
        expires_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    spent (wave, token) {
        wave -> Integer,
        token -> Binary,
    }
}

diesel::table! {
    draft (wave, token) {
        wave -> Integer,
        token -> Binary,
        ciphertext -> Binary,
    }
}

diesel::table! {
    response (wave, id) {
        wave -> Integer,
        id -> Binary,
        locality -> SmallInt,
        residential_group -> Nullable<Text>,
        mode -> SmallInt,
        complete -> Bool,
        answers -> Binary,
    }
}

diesel::table! {
    comment (wave, id) {
        wave -> Integer,
        id -> Binary,
        locality -> SmallInt,
        question -> Text,
        words -> Text,
        folded -> Text,
        state -> Text,
        place -> Nullable<Text>,
        place_folded -> Nullable<Text>,
        reason -> Nullable<Text>,
        case_id -> Nullable<Integer>,
    }
}

diesel::table! {
    comment_topic (wave, topic, comment) {
        wave -> Integer,
        comment -> Binary,
        topic -> Text,
    }
}

diesel::table! {
    case (id) {
        id -> Integer,
        wave -> Integer,
        title -> Text,
        state -> Text,
        topic -> Nullable<Text>,
        locality -> Nullable<SmallInt>,
        place -> Nullable<Text>,
        unit -> Nullable<Text>,
        due_on -> Nullable<Text>,
        answer -> Nullable<Text>,
        revision -> Integer,
    }
}

diesel::table! {
    case_step (case_id, number) {
        case_id -> Integer,
        number -> Integer,
        on_day -> Text,
        by_name -> Text,
        act -> Text,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    reply (case_id) {
        case_id -> Integer,
        published_on -> Text,
        said_vi -> Text,
        said_en -> Nullable<Text>,
        done_vi -> Text,
        done_en -> Nullable<Text>,
        locality -> Nullable<SmallInt>,
        place -> Nullable<Text>,
        comments -> Nullable<Integer>,
        quote -> Nullable<Binary>,
    }
}

diesel::table! {
    edition (id) {
        id -> Text,
        wave -> Integer,
        number -> Integer,
        digest -> Text,
        published_on -> Text,
        visible_from -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(comment, comment_topic);
diesel::allow_tables_to_appear_in_same_query!(comment, case, reply);
diesel::table! {
    letter (id) {
        id -> Binary,
        kind -> SmallInt,
        language -> Text,
        recipient -> Text,
        link -> Text,
        wave -> Nullable<Integer>,
        locality -> Nullable<SmallInt>,
        address -> Nullable<Binary>,
        written_at -> BigInt,
        good_until -> BigInt,
        state -> SmallInt,
        attempts -> Integer,
        due_at -> BigInt,
        claimed_by -> Nullable<Binary>,
        claimed_until -> BigInt,
        tried_at -> BigInt,
        trouble -> Text,
    }
}

diesel::table! {
    address_list (wave, id) {
        wave -> Integer,
        id -> Binary,
        locality -> SmallInt,
        basis -> SmallInt,
        note -> Text,
        added -> Integer,
        added_at -> BigInt,
    }
}

diesel::table! {
    address (wave, id) {
        wave -> Integer,
        id -> Binary,
        locality -> SmallInt,
        list -> Binary,
        residential_group -> Nullable<Text>,
        email -> Text,
        state -> SmallInt,
        soft_bounces -> SmallInt,
        batch -> Nullable<Text>,
        number -> Integer,
        letters -> SmallInt,
        last_letter_at -> BigInt,
    }
}

diesel::table! {
    no_letters (digest, wave) {
        digest -> Text,
        wave -> Integer,
    }
}

diesel::table! {
    account (id) {
        id -> BigInt,
        name -> Text,
        full_name -> Text,
        email -> Nullable<Text>,
        role -> Text,
        password -> Nullable<Text>,
        totp_secret -> Nullable<Binary>,
        totp_confirmed -> Bool,
        totp_last_step -> BigInt,
        active -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    account_locality (account, code, valid_from) {
        account -> BigInt,
        code -> Text,
        valid_from -> Text,
    }
}

diesel::table! {
    account_code (digest) {
        digest -> Binary,
        account -> BigInt,
        purpose -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    staff_session (digest) {
        digest -> Binary,
        account -> BigInt,
        csrf -> Text,
        second_factor -> Bool,
        made_at -> BigInt,
        seen_at -> BigInt,
    }
}

diesel::table! {
    sign_in_failure (who) {
        who -> Binary,
        failures -> Integer,
        last_at -> BigInt,
    }
}

diesel::table! {
    audit (number) {
        number -> BigInt,
        at -> BigInt,
        actor -> Nullable<BigInt>,
        action -> Text,
        subject -> Text,
        detail -> Text,
        digest -> Binary,
    }
}

diesel::table! {
    party (code, valid_from) {
        code -> Text,
        valid_from -> Text,
        valid_to -> Nullable<Text>,
        name_vi -> Text,
        name_en -> Text,
        signatory -> Text,
        signatory_title -> Text,
        document -> Text,
    }
}

diesel::table! {
    party_key (public) {
        public -> Binary,
        party -> Text,
        valid_from -> BigInt,
        revoked_at -> Nullable<BigInt>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    edition_draft (wave) {
        wave -> Integer,
        id -> Text,
        number -> Integer,
        digest -> Text,
        embargo -> Nullable<BigInt>,
        refused -> Nullable<Text>,
    }
}

diesel::table! {
    batch (wave, id) {
        wave -> Integer,
        id -> Text,
        purpose -> Text,
        locality -> SmallInt,
        residential_group -> Nullable<Text>,
        size -> Integer,
        salt -> Binary,
        created_at -> BigInt,
        created_by -> Nullable<BigInt>,
        expires_at -> Nullable<BigInt>,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    tally (wave, locality, residential_group, mode) {
        wave -> Integer,
        locality -> SmallInt,
        residential_group -> Text,
        mode -> SmallInt,
        responses -> BigInt,
        complete -> BigInt,
    }
}

diesel::table! {
    day_tally (wave, locality, mode, day) {
        wave -> Integer,
        locality -> SmallInt,
        mode -> SmallInt,
        day -> Text,
        responses -> BigInt,
        complete -> BigInt,
    }
}

diesel::table! {
    link_tally (wave, token) {
        wave -> Integer,
        token -> Binary,
        responses -> BigInt,
        devices -> Binary,
    }
}

// The part of a wave that taking answers needs.
diesel::table! {
    #[sql_name = "wave"]
    wave_taking (id) {
        id -> Integer,
        state -> Text,
        opens_at -> BigInt,
        recounts -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(link, link_tally);

diesel::table! {
    exclusion (wave, number) {
        wave -> Integer,
        number -> Integer,
        rule -> Text,
        locality -> Text,
        start -> Text,
        verdict -> Text,
        reason -> Text,
        proposed_by -> BigInt,
        proposed_role -> Text,
        proposed_at -> BigInt,
        outcome -> Nullable<Text>,
        decided_by -> Nullable<BigInt>,
        decided_role -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    paper_batch (wave, number) {
        wave -> Integer,
        number -> Integer,
        locality -> SmallInt,
        residential_group -> Nullable<Text>,
        received -> Text,
        sheets -> Integer,
        entered -> Integer,
        set_aside -> Integer,
        unchecked -> Integer,
        compared -> BigInt,
        differing -> BigInt,
    }
}

diesel::table! {
    paper_sheet (wave, batch, number) {
        wave -> Integer,
        batch -> Integer,
        number -> Integer,
        typist -> Nullable<Text>,
        keyed -> Nullable<Binary>,
    }
}

diesel::table! {
    paper_response (wave, id) {
        wave -> Integer,
        id -> Binary,
        batch -> Integer,
        typist -> Text,
    }
}
