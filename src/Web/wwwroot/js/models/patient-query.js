const patronymic = /(?:вич|вна|ична|инична|оглы|кызы)$/i;

// The answer to a search that finds nobody: names are found by how they begin, which is with the surname.
export function nobodyFound(query) {
  if (/\d/.test(query)) return "Никого не нашли. Проверьте номер: полис ищется по номеру целиком, телефон и по последним четырём цифрам; к дате рождения добавьте фамилию.";
  const words = query.trim().split(/\s+/);
  return words.length === 1 || patronymic.test(words[1] ?? "")
    ? "Никого не нашли. Имя ищется вместе с фамилией: добавьте фамилию, дату рождения или номер."
    : "Никого не нашли. Проверьте фамилию; ищите и по дате рождения, телефону, номеру полиса.";
}
