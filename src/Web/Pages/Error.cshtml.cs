using Medzdrav.Contracts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Medzdrav.Web.Pages;

/// <summary>The page that is shown instead of one that is not there, not yours, or broken.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    /// <summary>The HTTP status.</summary>
    public int Code { get; private set; }

    /// <summary>The code by which operators find the error; null where nothing unexpected happened.</summary>
    public string? ErrorCode => PageErrors.CodeOf(HttpContext);

    /// <summary>Whether a member of the staff asked: they go on at their own place, and don't call the patients' hotline.</summary>
    public bool IsStaffs => User.Staff() is not null;

    /// <summary>The heading.</summary>
    public string Heading => Code switch
    {
        _ when IsNumberChanged => "Номер для входа изменился",
        404 => "Страница не найдена",
        503 => "Сервис временно недоступен",
        >= 400 and < 500 => "Запрос не выполнен",
        _ => "Что-то сломалось у нас",
    };

    /// <summary>The advice on what to do.</summary>
    public string Advice => Code switch
    {
        _ when IsNumberChanged => Refusal.NumberChanged.Message,
        _ when IsStaffs => StaffsAdvice,
        404 => "Возможно, ссылка устарела или у вас нет доступа. Вернитесь на главную страницу: оттуда открывается всё.",
        503 => "Мы уже занимаемся этим. Попробуйте ещё раз через минуту или позвоните по телефону.",
        >= 400 and < 500 => "Вернитесь на главную страницу и попробуйте ещё раз.",
        _ => "Ваши данные сохранены. Обновите страницу через минуту; если помощь нужна сейчас, позвоните по телефону.",
    };

    private string StaffsAdvice => Code switch
    {
        404 => "Возможно, ссылка устарела, это закрыто или не относится к вашей должности. С рабочего места открывается всё, что вам доступно.",
        503 => "Мы уже занимаемся этим. Попробуйте ещё раз через минуту.",
        >= 400 and < 500 => "Вернитесь на рабочее место и попробуйте ещё раз.",
        _ => "Данные сохранены. Обновите страницу через минуту; если не поможет, передайте код ошибки администратору.",
    };

    /// <summary>The page knows why: it is not the caller's any more.</summary>
    private bool IsNumberChanged => HttpContext.Items[typeof(Refusal)] is Refusal refusal && refusal == Refusal.NumberChanged;

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        Code = code is >= 400 and < 600 ? code : 404;
        Response.StatusCode = Code;
    }
}
