// The details of a member as the form has them (Pages/Staff/_StaffFields.cshtml).
export function detailsOf(form) {
  return {
    name: form.elements.name.value.trim(),
    posts: [...form.querySelectorAll("[name=posts]:checked")].map((box) => box.value),
    specialties: form.elements.specialties.value.split(",").map((one) => one.trim()).filter(Boolean),
  };
}
