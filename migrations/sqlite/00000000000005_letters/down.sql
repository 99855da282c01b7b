DROP TABLE no_letters;
DROP TABLE address;
DROP TABLE address_list;
DROP TABLE letter;
