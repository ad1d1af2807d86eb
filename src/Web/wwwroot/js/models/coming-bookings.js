// Of a person's bookings, as the platform lists them, those ahead, the soonest first. now: of the platform.
export const comingOf = (appointments, now) => appointments
  .filter(({ state, startsAt }) => state === "booked" && Date.parse(startsAt) > now)
  .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));

// Which versions of a person's bookings the tasks are about: other ones come, or go, with a change of the bookings.
export const versionsOf = (tasks, patientId) => tasks
  .flatMap(({ appointment }) => (appointment && appointment.patientId === patientId ? [`${appointment.appointmentId} ${appointment.version}`] : []))
  .sort().join();
