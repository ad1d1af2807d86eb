import assert from "node:assert/strict";
import { test } from "node:test";
import { bookingNews } from "../../src/Web/wwwroot/js/models/booking-news.js";

const booking = (id, version, startsAt, cancelled = false) => ({ id, version, startsAt, name: "Анна", cancelled });

test("A new booking, another time and a cancelling are told, each once", () => {
  assert.deepEqual(bookingNews([], [booking("a", "1", "09:00")]), [{ id: "a", text: "Новая запись к врачу. Пациент: Анна." }]);
  assert.deepEqual(bookingNews([booking("a", "1", "09:00")], [booking("a", "2", "10:00")]), [{ id: "a", text: "Запись перенесена, проверьте время. Пациент: Анна." }]);
  assert.deepEqual(bookingNews([booking("a", "2", "10:00")], [booking("a", "3", null, true)]), [{ id: "a", text: "Запись отменена. Пациент: Анна." }]);
});

test("Nothing is told of what stayed, of another doctor at the same time, and of what is over", () => {
  const standing = [booking("a", "1", "09:00"), booking("b", "1", "10:00")];
  assert.deepEqual(bookingNews(standing, [booking("a", "1", "09:00"), booking("b", "2", "10:00")]), []);
  assert.deepEqual(bookingNews(standing, [booking("a", "2", null), booking("b", "1", "10:00")]), []);
  assert.deepEqual(bookingNews([], [booking("a", "2", null, true)]), []);
});

test("That a wish was declined is told once", () => {
  const [wished, declined] = [{ ...booking("a", "1", "09:00"), answered: null }, { ...booking("a", "1", "09:00"), answered: "08:00" }];
  assert.deepEqual(bookingNews([wished], [declined]), [{ id: "a", text: "Медконсультант ответил на вашу просьбу. Пациент: Анна." }]);
  assert.deepEqual(bookingNews([declined], [declined]), []);
  assert.deepEqual(bookingNews([declined], [wished]), []);
});
