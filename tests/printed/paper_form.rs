use hailong::printed::paper_form;
use hailong::survey::paper;
use hailong::survey::reading;
use hailong::wording::Tongue;

use crate::printed::given;
use crate::printed::pages::Pages;

#[test]
fn every_question_is_on_paper_with_its_name_and_its_options_in_both_languages() {
    let given = given();
    for tongue in Tongue::ALL {
        let print = paper_form(&given.occasion(tongue), &[]);
        let words = Pages::of(&print.pdf().unwrap()).words();
        for (_, field) in paper::typed_fields(&given.form, &[]) {
            assert!(
                words.contains(&field.code),
                "{} is not in {words}",
                field.code
            );
            for key in paper::keys(&given.form, field, &[]) {
                for word in key.words.in_language(tongue.tag()).split(' ') {
                    assert!(words.contains(word), "{word} is not in {words}");
                }
            }
        }
        assert!(
            !words.contains("residential_group"),
            "the group is printed above already"
        );
        assert!(words.contains("Khối phố 3"));
    }
}

#[test]
fn without_a_group_the_residential_groups_can_be_crossed_by_their_number() {
    let given = given();
    let mut of = given.occasion(Tongue::Vi);
    of.group = None;
    let words = Pages::of(&paper_form(&of, &given.groups).pdf().unwrap()).words();
    for number in 1..=12 {
        assert!(
            words.contains(&format!("{number} Khối phố {number}")),
            "{words}"
        );
    }
}

#[test]
fn a_question_that_not_everybody_answers_says_who_does_by_number() {
    let given = given();
    let words = Pages::of(&paper_form(&given.occasion(Tongue::Vi), &[]).pdf().unwrap()).words();
    let told = "Chỉ trả lời nếu ở câu 6 Ông/Bà chọn: 2 Thỉnh thoảng / 3 Chưa bao giờ";
    assert!(words.contains(told), "{words}");
}

#[test]
fn a_form_of_thirty_questions_runs_over_several_numbered_pages() {
    let mut given = given();
    let sections: String = (0..30)
        .map(|at| {
            format!(
                "\n[[section.question]]\ncode = \"more_{at}\"\nkind = \"scale\"\nscale = \"satisfaction\"\ntext = {{ vi = \"Ông/Bà đánh giá thế nào về chuyện thứ {at} nơi mình ở?\", en = \"How satisfied are you with matter {at}?\" }}\n"
            )
        })
        .collect();
    let form = crate::printed::FORM.replacen(
        "# ---------------------------------------------------------------- 2",
        &sections,
        1,
    );
    given.form = reading::read(&form).unwrap();
    let pages = Pages::of(&paper_form(&given.occasion(Tongue::Vi), &[]).pdf().unwrap());
    let words = pages.words();
    assert!(pages.count() >= 3);
    for page in 1..=pages.count() {
        assert!(
            words.contains(&format!("Trang {page} trên {}", pages.count())),
            "{words}"
        );
    }
    assert!((0..30).all(|at| words.contains(&format!("more_{at}"))));
}
