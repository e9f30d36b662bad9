using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain.Storage.Protection;

/// <summary>Wraps the elements of Data Protection's key ring with the <see cref="ProtectionKey"/>.</summary>
internal sealed class ProtectionKeyXmlEncryptor(IServiceProvider services) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        // Not earlier: resolving the key creates it, and the start must first check whether the store already has another one.
        var key = services.GetRequiredService<ProtectionKey>();
        var wrapped = key.Wrap(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new EncryptedXmlInfo(new XElement("wrapped", Convert.ToBase64String(wrapped)), typeof(ProtectionKeyXmlDecryptor));
    }
}

/// <summary>
/// Unwraps them again. Every stored key ring names this type with its assembly: moving or renaming it makes old rings unreadable.
/// </summary>
internal sealed class ProtectionKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly ProtectionKey _key = services.GetRequiredService<ProtectionKey>();

    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(_key.Unwrap(Convert.FromBase64String(encryptedElement.Value))));
}
