import { dateText } from "./date-text.js";
import { policyLine } from "./words.js";

// The words of an import's doubt: two persons who may be one.

const reasons = {
  sameNumber: "Страховая компания прислала полис с номером, который был у человека с другим именем или другой датой рождения. Записи пока раздельные.",
  sameName: "Пришёл новый полис человека с такими же ФИО и датой рождения, но другим телефоном. Записи пока раздельные.",
};

const decisions = { samePerson: "Тот же человек: полисы в одной записи", anotherPerson: "Другой человек: записи остаются раздельными" };

export const matchReason = ({ reason }) => reasons[reason] ?? "";
export const matchDecision = (decision) => decisions[decision] ?? "";

const fields = [
  ["ФИО", (side) => [side.name]],
  ["Дата рождения", (side) => [dateText(side.birthDate)]],
  ["Пол", (side) => [side.sex === "male" ? "мужской" : "женский"]],
  ["Телефон", (side) => [side.maskedPhone ?? "неизвестен"]],
  ["Полисы", (side) => (side.policies.length > 0 ? side.policies.map(policyLine) : ["нет"])],
];

// The lines of the table: what each side says, and whether they say different things. Policies always differ.
export function matchRows(sent, known) {
  const sides = sent ? [sent, known] : [known];
  return fields.map(([title, read]) => {
    const values = sides.map(read);
    return { title, values, differs: title !== "Полисы" && values.length > 1 && values[0].join() !== values[1].join() };
  });
}
