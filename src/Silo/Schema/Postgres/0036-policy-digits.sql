-- Policies by their number as people say it: without the letters that it begins and ends with, and without hyphens (PersonSearch.cs).
CREATE INDEX policy_digits ON policy (replace(replace(trim(number_key, 'ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ-/.'), '-', ''), '/', ''));
