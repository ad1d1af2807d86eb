using System.Net;
using Medzdrav.Contracts;

namespace Medzdrav.Tests.Gateway;

/// <summary>Pages over a cluster that loses calls: as the hub does, they ask once more, and then say that the service is away.</summary>
public sealed class LostPageCallTests : IAsyncLifetime
{
    private readonly LossyConsents consents = new();
    private PageHost? pages;

    public async ValueTask InitializeAsync() => pages = await PageHost.StartAsync(caller: null, consents);

    public async ValueTask DisposeAsync()
    {
        if (pages is not null)
            await pages.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_is_lost_once_is_asked_again()
    {
        consents.Failures.Enqueue(new SiloUnavailableException());

        Assert.Contains("Текст согласия", await PageAsync(HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Equal(2, consents.Asked);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_503_and_a_page_of_the_platform()
    {
        foreach (var failure in new Exception[] { new OrleansException("No gateways."), new TimeoutException(), new OperationCanceledException("A silo that ends has cancelled it.") })
        {
            consents.Failures.Enqueue(failure);
            consents.Failures.Enqueue(failure);

            Assert.Contains("Сервис временно недоступен", await PageAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Storage_that_does_not_answer_is_503_and_is_not_asked_twice()
    {
        consents.Failures.Enqueue(new StorageUnavailableException());

        await PageAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(1, consents.Asked);
    }

    [Fact]
    public async Task A_bug_is_500()
    {
        consents.Failures.Enqueue(new InvalidOperationException("A bug."));

        Assert.Contains("Что-то сломалось у нас", await PageAsync(HttpStatusCode.InternalServerError), StringComparison.Ordinal);
        Assert.Equal(1, consents.Asked);
    }

    private Task<string> PageAsync(HttpStatusCode expected) => pages!.PageAsync("/consents/1", expected);

    private sealed class LossyConsents : IConsentTextGrain
    {
        public Queue<Exception> Failures { get; } = [];

        public int Asked { get; private set; }

        public Task<Reply<ConsentText>> Read()
        {
            Asked++;
            return Failures.TryDequeue(out var failure)
                ? Task.FromException<Reply<ConsentText>>(failure)
                : Task.FromResult<Reply<ConsentText>>(new ConsentText("1", "Текст согласия", "Согласен.", "00", InsurerId.Default));
        }
    }
}
