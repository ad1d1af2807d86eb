// The meaning of leaving in each phase, asked once before it is done. `all`: the same where only the call may be meant.
const questions = {
  waitingForConsultant: { button: "Отменить вызов", title: "Отменить вызов?", text: "Место в очереди пропадёт.", yes: "Отменить вызов", no: "Ждать дальше", all: "Отменить вызов" },
  waitingForDoctor: { button: "Отменить вызов", title: "Отменить вызов?", text: "Консультация врача не состоится, обращение закроется.", yes: "Отменить вызов", no: "Ждать дальше", all: "Отменить вызов" },
  consultation: { button: "Завершить", title: "Завершить консультацию?", text: "Разговор с врачом закончится, и мы соединим вас с медконсультантом.", yes: "Завершить", no: "Продолжить", all: "Закончить консультацию" },
};
const closing = { button: "Завершить", title: "Завершить обращение?", text: "Разговор закончится. Если понадобится помощь, можно обратиться снова в любое время.", yes: "Завершить", no: "Продолжить", all: "Закончить обращение" };

const returned = { button: "Завершить", title: "Завершить обращение?", text: "Медконсультант больше не позовёт вас. Заключение врача появится в разделе «Календарь».", yes: "Завершить", no: "Подождать", all: "Закончить обращение" };

// isReturned: the doctor has already been there. byPhone: the page holds no call that a short word could mean.
export function leavingFrom(phase, isReturned = false, byPhone = false) {
  const question = isReturned && phase === "waitingForConsultant" ? returned : questions[phase] ?? closing;
  return byPhone && question.button === "Завершить" ? { ...question, button: question.all } : question;
}
