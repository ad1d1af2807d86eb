namespace Medzdrav.Contracts;

/// <summary>An expected "no": a stable code for programs and a Russian sentence for people.</summary>
/// <param name="Code">A code of those below; listed in <c>docs/protocol.md</c>.</param>
/// <param name="Message">The sentence to show, in Russian; never personal data.</param>
[GenerateSerializer, Immutable, Alias("Refusal")]
public sealed partial record Refusal([property: Id(0)] string Code, [property: Id(1)] string Message)
{
    /// <summary>Not there, or not yours: the two are never told apart.</summary>
    public static readonly Refusal NotFound = new("notFound", "Не найдено. Возможно, ссылка устарела или у вас нет доступа.");

    /// <summary>The caller's role may never do this.</summary>
    public static readonly Refusal WrongRole = new("wrongRole", "Это действие вам недоступно.");

    /// <summary>The staff member has no post that allows this.</summary>
    public static readonly Refusal RightMissing = new("rightMissing", "Ваша должность этого не позволяет.");

    /// <summary>The session is in a phase in which this makes no sense.</summary>
    public static readonly Refusal WrongPhase = new("wrongPhase", "Сейчас это невозможно: обращение уже на другом этапе.");

    /// <summary>The session is closed.</summary>
    public static readonly Refusal Closed = new("closed", "Обращение закрыто.");

    /// <summary>Malformed or missing input.</summary>
    public static readonly Refusal Invalid = new("invalid", "Запрос заполнен неверно.");

    /// <summary>The same command id was used for another command.</summary>
    public static readonly Refusal CommandReused = new("commandReused", "Этот номер команды уже использован.");

    /// <summary>The ticket is of an earlier wait.</summary>
    public static readonly Refusal StaleTicket = new("staleTicket", "Предложение устарело: пациент уже не ждёт в этой очереди.");

    /// <summary>Somebody else was faster.</summary>
    public static readonly Refusal AlreadyTaken = new("alreadyTaken", "Пациенту уже ответил другой специалист.");

    /// <summary>The offer ran out, was withdrawn or was never made to this specialist.</summary>
    public static readonly Refusal OfferGone = new("offerGone", "Предложение больше не действует.");

    /// <summary>The specialist has no free place for this session.</summary>
    public static readonly Refusal Busy = new("busy", "Нет свободного места: завершите одно из текущих обращений.");

    /// <summary>The specialist is with others, too, and can't talk to one of them alone.</summary>
    public static readonly Refusal NoRoomForCall = new("noRoomForCall", "Сейчас перейти на звонок нельзя: специалист ведёт и другие обращения. Продолжайте в чате.");

    /// <summary>No page or app of the person's login is connected.</summary>
    public static readonly Refusal NotOnline = new("notOnline", "Пациента сейчас нет на платформе. Позвоните ему по телефону.");

    /// <summary>Somebody else rings the patient, or another person of the same login.</summary>
    public static readonly Refusal BeingCalled = new("beingCalled", "Этому пациенту уже звонит другой медконсультант.");

    /// <summary>The call rings no more.</summary>
    public static readonly Refusal CallGone = new("callGone", "Звонок уже закончился.");

    /// <summary>The person has another open session.</summary>
    public static readonly Refusal AlreadyOpen = new("alreadyOpen", "У этого человека уже есть открытое обращение.");

    /// <summary>No doctor before the consent is confirmed (S2.3).</summary>
    public static readonly Refusal ConsentRequired = new("consentRequired", "Сначала нужно согласие на обработку персональных данных.");

    /// <summary>The consent asked for or confirmed is another version than the current one.</summary>
    public static readonly Refusal WrongConsentVersion = new("wrongConsentVersion", "Текст согласия изменился. Откройте его ещё раз.");

    /// <summary>A child's consent is given by the representative, whom the records do not know here: the name has to be told.</summary>
    public static readonly Refusal RepresentativeRequired = new("representativeRequired", "За ребёнка согласие подтверждает законный представитель: укажите его фамилию и имя.");

    /// <summary>No doctor and no booking without a policy valid today (S2.4).</summary>
    public static readonly Refusal PolicyRequired = new("policyRequired", "Нет действующего полиса: возможна только консультация медконсультанта.");

    /// <summary>It is not settled who calls, as far as this needs it (<see cref="IdentityLevels"/>).</summary>
    public static readonly Refusal IdentityRequired = new("identityRequired", "Сначала подтвердите личность: спросите номер полиса, ФИО и дату рождения.");

    /// <summary>The insured person has to be chosen first.</summary>
    public static readonly Refusal PatientRequired = new("patientRequired", "Сначала выберите, кому нужна помощь.");

    /// <summary>The person is chosen already and is not changed any more.</summary>
    public static readonly Refusal PatientAlreadyChosen = new("patientAlreadyChosen", "Пациент в этом обращении уже выбран.");

    /// <summary>The other kind of doctor is meant for this age; say why to override (S3.2).</summary>
    public static readonly Refusal WrongAge = new("wrongAge", "По возрасту положен другой врач. Укажите причину, чтобы перевести иначе.");

    /// <summary>The chat message is empty.</summary>
    public static readonly Refusal MessageEmpty = new("messageEmpty", "Пустое сообщение не отправлено.");

    /// <summary>The chat message is too long; <see cref="MessageLongerThan"/> says how long it may be.</summary>
    public static readonly Refusal MessageTooLong = new("messageTooLong", "Сообщение слишком длинное.");

    /// <summary>The session holds as much as it may: messages, or bytes in all.</summary>
    public static readonly Refusal TooManyMessages = new("tooManyMessages", "В этом обращении больше нет места для сообщений. Договорите голосом или завершите его и откройте новое.");

    /// <summary>The doctor may end the leg without the patient only after a while (S5); <see cref="EarlierThan"/> says after how long.</summary>
    public static readonly Refusal TooEarly = new("tooEarly", "Пациент ещё может вернуться: подождите.");

    /// <summary>A conclusion without recommendations is not signed.</summary>
    public static readonly Refusal ConclusionIncomplete = new("conclusionIncomplete", "Заполните диагноз и рекомендации, чтобы подписать заключение.");

    /// <summary>A signed conclusion does not change; a correction is another edition of it.</summary>
    public static readonly Refusal AlreadySigned = new("alreadySigned", "Заключение уже подписано и не меняется.");

    /// <summary>Only what is signed is corrected: a draft is changed.</summary>
    public static readonly Refusal NotSigned = new("notSigned", "Заключение ещё не подписано: измените черновик.");

    /// <summary>The correction is the text that is signed already.</summary>
    public static readonly Refusal NothingCorrected = new("nothingCorrected", "В тексте ничего не изменено: исправлять нечего.");

    /// <summary>The stored draft is newer than the one that was seen: read it, show both, and save or sign again.</summary>
    public static readonly Refusal ConclusionChanged = new("conclusionChanged", "Заключение изменено в другом окне. Сравните тексты и выберите нужный.");

    /// <summary>Not a mobile number that an SMS can reach.</summary>
    public static readonly Refusal InvalidPhone = new("invalidPhone", "Введите номер мобильного телефона, например +7 912 345-67-89.");

    /// <summary>No code of six digits in the text.</summary>
    public static readonly Refusal InvalidCode = new("invalidCode", "Введите код из сообщения: шесть цифр.");

    /// <summary>The code is not the one that was sent.</summary>
    public static readonly Refusal WrongCode = new("wrongCode", "Код не подошёл. Подходит только код из последнего СМС.");

    /// <summary>Not yours any more: the insurer gave the person another number to sign in by.</summary>
    public static Refusal NumberChanged => NotFound with { Message = "Страховая компания изменила номер для входа. Обращение продолжится, когда пациент войдёт по новому номеру." };

    /// <summary>Not a number that anybody can ring.</summary>
    public static Refusal PhoneUnknown => InvalidPhone with { Message = "Введите номер, с которого звонят, целиком: например +7 912 345-67-89 или 8 495 123-45-67." };

    /// <summary>The link goes to the person's login, which the records do not have (S2.2).</summary>
    public static Refusal LoginMissing => InvalidPhone with { Message = "У пациента нет номера для входа: ссылку отправить некуда. Сначала зарегистрируйте номер." };

    /// <summary>A mobile number of a country to which no codes are sent.</summary>
    public static Refusal ForeignPhone => InvalidPhone with { Message = "На номера этой страны коды не отправляются. Введите другой номер или позвоните: медконсультант поможет." };

    /// <summary>The attempt ran out or was used up.</summary>
    public static readonly Refusal CodeExpired = new("codeExpired", "Код больше не действует. Запросите новый.");

    /// <summary>Too many tries or requests; wait.</summary>
    public static readonly Refusal TooMany = new("tooMany", "Слишком много попыток. Подождите немного и попробуйте снова.");

    /// <summary>The session's caller is signed in already.</summary>
    public static readonly Refusal AlreadySignedIn = new("alreadySignedIn", "Пациент уже вошёл по своему номеру.");

    /// <summary>No policy with this number, full name and birth date.</summary>
    public static readonly Refusal PersonUnknown = new("personUnknown", "Полис с этим номером, ФИО и датой рождения не найден.");

    /// <summary>Two insurers have such a policy, and the session is neither's: say which is meant.</summary>
    public static readonly Refusal InsurerRequired = new("insurerRequired", "Такой полис есть у двух страховых компаний: выберите, у какой.");

    /// <summary>The records have another mobile number for the person; only the insurer changes it (S2.2).</summary>
    public static readonly Refusal PhoneAlreadyKnown = new("phoneAlreadyKnown", "У этого человека уже есть номер для входа. Изменить его может только страховая компания.");

    /// <summary>Both records of what may be one person have sessions or consents of their own: a history never changes hands.</summary>
    public static readonly Refusal PersonInUse = new("personInUse", "У обеих записей уже есть обращения или согласия: объединить их нельзя.");

    /// <summary>Withdrawing the consent would end a running consultation: warn, then repeat.</summary>
    public static readonly Refusal ConsultationRunning = new("consultationRunning", "Сейчас идёт консультация врача: без согласия она закончится.");

    /// <summary>The login or the password is wrong.</summary>
    public static readonly Refusal WrongCredentials = new("wrongCredentials", "Неверный логин или пароль.");

    /// <summary>The password is right, but the staff member was disabled. A wrong password says nothing of it.</summary>
    public static readonly Refusal AccountDisabled = new("accountDisabled", "Учётная запись отключена. Обратитесь к администратору.");

    /// <summary>A sign-in of staff was not finished in time, or its tries are used up: it begins anew with the password.</summary>
    public static Refusal AttemptOver => CodeExpired with { Message = "Вход не завершён. Введите логин и пароль ещё раз." };

    /// <summary>A code of an app, right but told before.</summary>
    public static Refusal CodeUsed => WrongCode with { Message = "Этот код уже использован. Дождитесь следующего: он сменится в течение полуминуты." };

    /// <summary>The passkey is not one of the member's, of another host, or its answer is not good.</summary>
    public static readonly Refusal WrongPasskey = new("wrongPasskey", "Ключ доступа не подошёл. Попробуйте ещё раз или войдите по паролю.");

    /// <summary>The member has as many passkeys as there may be.</summary>
    public static readonly Refusal TooManyPasskeys = new("tooManyPasskeys", "Ключей доступа уже слишком много: удалите ненужный.");

    /// <summary>The member may not do without a second factor.</summary>
    public static readonly Refusal FactorRequired = new("factorRequired", "Для вашей должности нужен вход с подтверждением: отключить его нельзя, только заменить. Если форма входа не спрашивает код, обновите страницу.");

    /// <summary>The login belongs to somebody, perhaps disabled: it is never given twice.</summary>
    public static readonly Refusal LoginTaken = new("loginTaken", "Этот логин уже занят. Выберите другой.");

    /// <summary>The stored account is newer than the one that was seen.</summary>
    public static readonly Refusal StaffChanged = new("staffChanged", "Учётную запись изменил кто-то ещё. Обновите страницу и внесите правки снова.");

    /// <summary>Without this member nobody could keep the platform's staff accounts.</summary>
    public static readonly Refusal LastAdministrator = new("lastAdministrator", "Это единственный администратор: сначала назначьте другого.");

    /// <summary>An administrator does not do this to themself.</summary>
    public static readonly Refusal NotOneself = new("notOneself", "Свою учётную запись так изменить нельзя: это может сделать другой администратор.");

    /// <summary>A one-time link that was used, replaced, ran out or was never made: the four are not told apart.</summary>
    public static Refusal LinkOver => NotFound with { Message = "Ссылка уже использована или устарела. Попросите администратора прислать новую." };

    /// <summary>The credential is unknown, revoked or ran out.</summary>
    public static readonly Refusal SignInRequired = new("signInRequired", "Войдите, чтобы продолжить.");

    /// <summary>More people call than can be let in at once; those who are in come first. Repeat in a few seconds.</summary>
    public static readonly Refusal Crowded = new("crowded", "Сейчас очень много обращений. Попробуйте ещё раз через минуту.");

    /// <summary>The platform works, its storage does not; nothing was acknowledged.</summary>
    public static readonly Refusal Unavailable = new("unavailable", "Сервис временно недоступен. Попробуйте ещё раз через минуту.");

    /// <summary>Somebody else has booked the slot, or the time beside it that the doctor keeps free.</summary>
    public static readonly Refusal SlotTaken = new("slotTaken", "Это время уже занято. Выберите другое.");

    /// <summary>There is no such slot; <see cref="SlotUnavailableFor"/> says why.</summary>
    public static readonly Refusal SlotUnavailable = new("slotUnavailable", "В графике врача нет приёма на это время. Выберите другое.");

    /// <summary>The doctor was disabled, or does not have the specialty any more.</summary>
    public static readonly Refusal DoctorUnavailable = new("doctorUnavailable", "Врач больше не ведёт приём. Выберите другого.");

    /// <summary>The person is booked for the same time already.</summary>
    public static readonly Refusal PersonBooked = new("personBooked", "У пациента уже есть запись на это время.");

    /// <summary>Another person of the same login is booked for the same minute: ask whether that is meant.</summary>
    public static readonly Refusal SiblingBooked = new("siblingBooked", "На это время записан другой человек с тем же номером для входа. Подтвердите, что оба смогут быть на связи.");

    /// <summary>The booking was changed since it was seen: read it again.</summary>
    public static readonly Refusal AppointmentChanged = new("appointmentChanged", "Запись изменена в другом окне. Откройте её ещё раз.");

    /// <summary>The booking was cancelled, or its time has come.</summary>
    public static readonly Refusal AppointmentOver = new("appointmentOver", "Запись уже отменена или началась: изменить её нельзя.");

    /// <summary>Hours of a roster overlap; <see cref="RosterConflictFor"/> says which.</summary>
    public static readonly Refusal RosterConflict = new("rosterConflict", "Часы в графике пересекаются.");

    /// <summary>The roster was changed since it was seen: read it again.</summary>
    public static readonly Refusal RosterChanged = new("rosterChanged", "График изменён в другом окне. Откройте его ещё раз.");

    /// <summary><see cref="SlotUnavailable"/> with why.</summary>
    /// <param name="reason">In Russian, without personal data.</param>
    public static Refusal SlotUnavailableFor(string reason) => SlotUnavailable with { Message = reason };

    /// <summary><see cref="RosterConflict"/> with the hours that overlap.</summary>
    /// <param name="reason">In Russian, without personal data.</param>
    public static Refusal RosterConflictFor(string reason) => RosterConflict with { Message = reason };

    /// <summary>The member has as many templates as there may be; <see cref="TemplatesMoreThan"/> says how many.</summary>
    public static readonly Refusal TooManyTemplates = new("tooManyTemplates", "Шаблонов уже слишком много: удалите ненужный.");

    /// <summary>A specialist asked for documents, and none came yet (S3.8): wait, or waive them with a reason.</summary>
    public static readonly Refusal DocumentsAwaited = new("documentsAwaited", "Ждём документы, о которых просили пациента. Переведите, когда они появятся, или продолжите без них, указав причину.");

    /// <summary>The file is none that a Medcard takes, or can't be read; <see cref="UnsuitableFor"/> says why.</summary>
    public static readonly Refusal UnsuitableFile = new("unsuitableFile", "Этот файл не подходит. Можно добавить фотографию (JPEG, PNG, HEIC, WebP) или PDF.");

    /// <summary>The file is larger than a document may be; <see cref="FileLargerThan"/> says how large.</summary>
    public static readonly Refusal FileTooLarge = new("fileTooLarge", "Файл слишком большой.");

    /// <summary>The person has as many bytes of documents as there may be.</summary>
    public static readonly Refusal MedcardFull = new("medcardFull", "В Медкарте больше нет места для документов: удалите ненужные.");

    /// <summary>The upload stands at another byte than the part begins with: ask where, and go on there.</summary>
    public static readonly Refusal OffsetDiffers = new("offsetDiffers", "Загрузка стоит на другом месте. Спросите, где, и продолжите оттуда.");

    /// <summary>The part's bytes are not those of its checksum.</summary>
    public static readonly Refusal ChecksumDiffers = new("checksumDiffers", "Часть файла повредилась по дороге. Отправьте её ещё раз.");

    /// <summary><see cref="UnsuitableFile"/> with what is wrong.</summary>
    /// <param name="reason">In Russian, without personal data.</param>
    public static Refusal UnsuitableFor(string reason) => UnsuitableFile with { Message = reason };

    /// <summary><see cref="FileTooLarge"/> with the limit.</summary>
    /// <param name="bytes">The largest file.</param>
    public static Refusal FileLargerThan(long bytes) => FileTooLarge with { Message = $"Файл слишком большой: не больше {Math.Max(1, bytes / 1_000_000)} МБ." };

    /// <summary><see cref="TooManyTemplates"/> with the limit.</summary>
    /// <param name="limit">How many there may be.</param>
    public static Refusal TemplatesMoreThan(int limit) =>
        TooManyTemplates with { Message = $"Сохранено уже {RussianCount.Of(limit, "шаблон", "шаблона", "шаблонов")}, больше нельзя: удалите ненужный." };

    /// <summary><see cref="WrongCode"/> with how many tries are left.</summary>
    /// <param name="left">At least one.</param>
    public static Refusal WrongCodeWith(int left) =>
        WrongCode with { Message = $"Код не подошёл. {RussianCount.Form(left, "Осталась", "Осталось", "Осталось")} {RussianCount.Of(left, "попытка", "попытки", "попыток")}. Подходит только код из последнего СМС." };

    /// <summary><see cref="WrongCode"/> of an app, with how many tries are left.</summary>
    /// <param name="left">At least one.</param>
    public static Refusal WrongAppCodeWith(int left) =>
        WrongCode with { Message = $"Код не подошёл. {RussianCount.Form(left, "Осталась", "Осталось", "Осталось")} {RussianCount.Of(left, "попытка", "попытки", "попыток")}. Проверьте, что время на телефоне верное." };

    /// <summary><see cref="Invalid"/> with what is wrong.</summary>
    /// <param name="reason">In Russian, without personal data.</param>
    public static Refusal InvalidFor(string reason) => Invalid with { Message = reason };

    /// <summary><see cref="Invalid"/> for a text over its limit.</summary>
    /// <param name="characters">The longest text.</param>
    public static Refusal TextLongerThan(int characters) => InvalidFor($"Текст слишком длинный: не больше {RussianCount.Of(characters, "знака", "знаков", "знаков")}.");

    /// <summary><see cref="PersonUnknown"/> with what does not fit, for staff.</summary>
    /// <param name="reason">In Russian, without personal data.</param>
    public static Refusal PersonUnknownFor(string reason) => PersonUnknown with { Message = reason };

    /// <summary><see cref="MessageTooLong"/> with the limit.</summary>
    /// <param name="characters">The longest message.</param>
    public static Refusal MessageLongerThan(int characters) =>
        MessageTooLong with { Message = $"Сообщение слишком длинное: не больше {RussianCount.Of(characters, "знака", "знаков", "знаков")}." };

    /// <summary><see cref="TooEarly"/> with the time that has to pass.</summary>
    /// <param name="wait">From the patient's absence on.</param>
    public static Refusal EarlierThan(TimeSpan wait) =>
        TooEarly with { Message = $"Пациент ещё может вернуться: подождите {RussianCount.Accusative(wait)}." };
}
