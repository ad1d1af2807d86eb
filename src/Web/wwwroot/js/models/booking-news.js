// The news among the bookings of a page since it was read last: {id, text} of each that is to be told. Bookings are {id, version, startsAt, name, cancelled, answered}; `startsAt` is null where they are over.
export function bookingNews(before, after) {
  const known = new Map(before.map((one) => [one.id, one]));
  return after.flatMap((now) => {
    const was = known.get(now.id);
    const told = (what) => [{ id: now.id, text: `${what} Пациент: ${now.name}.` }];
    if (was?.version === now.version) return now.answered && was.answered !== now.answered ? told("Медконсультант ответил на вашу просьбу.") : [];
    if (now.cancelled) return was ? told("Запись отменена.") : [];
    if (!now.startsAt) return [];
    if (!was) return told("Новая запись к врачу.");
    return was.startsAt === now.startsAt ? [] : told("Запись перенесена, проверьте время.");
  });
}
