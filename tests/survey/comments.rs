use hailong::survey::comment::{
    CommentAct, CommentId, CommentRefusal, CommentState, STRUCK, strike, tokens, topic_codes,
};
use hailong::survey::reading;
use proptest::prelude::*;

const YEARLY: &str = include_str!("../../survey-forms/living-environment-v1.toml");

#[test]
fn an_id_is_written_as_it_is_read() {
    let id = CommentId([7; 16]);
    assert_eq!(CommentId::parse(&id.as_text()), Some(id));
    for bad in ["", "07", &"G".repeat(32), &"+".repeat(32), &"0".repeat(33)] {
        assert_eq!(CommentId::parse(bad), None);
    }
}

#[test]
fn topics_are_the_common_ones_and_what_the_criteria_of_the_form_add() {
    let form = reading::read(YEARLY).unwrap();
    let expected = [
        "water", "waste", "air", "noise", "green", "drainage", "soil", "nature", "other",
    ];
    assert_eq!(topic_codes(&form), expected);
}

#[test]
fn a_comment_goes_from_new_to_a_case_and_back() {
    use CommentState::{Merged, New, Read, SetAside, Tagged};
    let after = |state: CommentState, act, tagged| state.after(act, tagged);
    assert_eq!(after(New, CommentAct::See, false), Ok(Read));
    assert_eq!(after(Read, CommentAct::Tag, true), Ok(Tagged));
    assert_eq!(after(Tagged, CommentAct::Tag, false), Ok(Read));
    assert_eq!(after(Tagged, CommentAct::Join, true), Ok(Merged));
    assert_eq!(after(Merged, CommentAct::Tag, false), Ok(Merged));
    assert_eq!(
        after(Merged, CommentAct::Join, true),
        Err(CommentRefusal::InCase)
    );
    assert_eq!(
        after(Merged, CommentAct::SetAside, true),
        Err(CommentRefusal::InCase)
    );
    assert_eq!(after(Merged, CommentAct::Leave, true), Ok(Tagged));
    assert_eq!(
        after(Read, CommentAct::Leave, false),
        Err(CommentRefusal::NotInCase)
    );
    assert_eq!(after(New, CommentAct::SetAside, false), Ok(SetAside));
    assert_eq!(
        after(SetAside, CommentAct::Tag, true),
        Err(CommentRefusal::SetAside)
    );
    assert_eq!(after(SetAside, CommentAct::TakeBack, true), Ok(Tagged));
    assert_eq!(
        after(Read, CommentAct::TakeBack, false),
        Err(CommentRefusal::NotSetAside)
    );
}

#[test]
fn words_that_stand_together_are_struck_out_as_one() {
    let words = "Gọi 0905 123 456, hỏi bà Lan";
    let places = tokens(words);
    let struck = strike(
        words,
        &[
            places[1].clone(),
            places[2].clone(),
            places[3].clone(),
            places[6].clone(),
        ],
    );
    let struck = struck.unwrap();
    assert_eq!(struck.words, format!("Gọi {STRUCK} hỏi bà {STRUCK}"));
    assert_eq!(struck.characters, "0905 123 456,".chars().count() + 3);
}

#[test]
fn positions_that_are_not_of_the_text_strike_nothing() {
    assert_eq!(strike("Rác", &[]), None);
    // The last ends inside the letter á.
    for range in [0..9, 1..1, 0..2] {
        assert_eq!(strike("Rác", std::slice::from_ref(&range)), None);
    }
}

proptest! {
    #[test]
    fn nothing_of_what_is_struck_is_left_and_everything_else_is(
        words in prop::collection::vec("[a-zà-ỹ]{1,6}", 1..12),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let text: String = words.iter().enumerate().map(|(n, word)| format!("{word}{n} ")).collect();
        let places = tokens(&text);
        let picked: Vec<usize> = picks.iter().map(|pick| pick.index(places.len())).collect();
        let ranges: Vec<_> = picked.iter().map(|at| places[*at].clone()).collect();
        let struck = strike(&text, &ranges).unwrap();
        for (at, place) in places.iter().enumerate() {
            let is_left = struck.words.split_whitespace().any(|word| word == &text[place.clone()]);
            prop_assert_eq!(is_left, !picked.contains(&at));
        }
        let marks = struck.words.matches(STRUCK).count() * STRUCK.chars().count();
        let characters = text.chars().count() + marks - struck.words.chars().count();
        prop_assert_eq!(struck.characters, characters);
    }
}
