-- The column roles holds posts (Contracts/Staff/Posts.cs).
ALTER TABLE staff ADD COLUMN specialties   text    NOT NULL DEFAULT '';

-- Grows with each change of the account.
ALTER TABLE staff ADD COLUMN version       bigint  NOT NULL DEFAULT 1;

-- Grows when the member is signed out everywhere: credentials of earlier generations do not stand.
ALTER TABLE staff ADD COLUMN generation    bigint  NOT NULL DEFAULT 0;

-- Accounts of the demo set, whose password everybody knows.
ALTER TABLE staff ADD COLUMN demo          boolean NOT NULL DEFAULT false;
UPDATE staff SET demo = true WHERE (login, name) IN (VALUES
    ('consultant1', 'Вежливая Анна Ивановна'),
    ('consultant2', 'Внимательный Олег Петрович'),
    ('consultant3', 'Спокойная Мария Сергеевна'),
    ('consultant4', 'Отзывчивый Илья Андреевич'),
    ('consultant5', 'Приветливая Нина Павловна'),
    ('consultant6', 'Терпеливый Егор Фёдорович'),
    ('therapist1', 'Пилюлькин Антон Семёнович'),
    ('therapist2', 'Градусникова Лидия Марковна'),
    ('therapist3', 'Стетоскопов Виктор Львович'),
    ('therapist4', 'Микстурина Галина Юрьевна'),
    ('paediatrician1', 'Айболитов Корней Иванович'),
    ('paediatrician2', 'Витаминкина Роза Глебовна'),
    ('administrator1', 'Порядкова Ольга Денисовна'));
