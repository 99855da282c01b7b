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
    }
}

diesel::table! {
    wave_locality (wave, place) {
        wave -> Integer,
        place -> SmallInt,
        code -> Text,
        valid_from -> Text,
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
