const places = {
  waitingForConsultant: "Соединяем с медконсультантом",
  intake: "медконсультант",
  waitingForDoctor: "Соединяем с дежурным врачом",
  consultation: "консультация врача",
  followUp: "медконсультант",
  closed: "Обращение закрыто",
};

const closings = {
  completed: { title: "Обращение завершено", next: "Если врач вас консультировал, заключение появится в разделе «Календарь». Нужна помощь снова — обращайтесь в любое время." },
  cancelledByPatient: { title: "Вы завершили обращение", next: "Если помощь всё же нужна, обратитесь снова: это можно сделать в любое время." },
  noConnection: { title: "Консультация закрыта: не удалось соединиться за 15 минут", next: "Проверьте Интернет и обратитесь снова или позвоните по телефону 8 (800) 500-61-11." },
  noService: { title: "Обращение закрыто: услуга не может быть оказана", next: "Медконсультант ответит на вопросы по телефону 8 (800) 500-61-11." },
  continuedElsewhere: { title: "Вы уже ждёте в другом обращении", next: "Разговор продолжится там, место в очереди сохранилось." },
  staffClosed: { title: "Обращение закрыто медконсультантом", next: "Если вопрос остался, обратитесь снова или позвоните по телефону 8 (800) 500-61-11." },
};

const modes = { chat: "Чат", audio: "Аудиосвязь", video: "Видеосвязь", phone: "Звонок по телефону" };

export const modeTitle = (mode) => modes[mode] ?? "";

// Where the session stands, as the patient reads it beside a name.
export const whereText = (view) => places[view.phase] ?? "";

export const closedText = (reason) => closings[reason] ?? { title: "Обращение закрыто", next: "Если помощь нужна, обратитесь снова." };
