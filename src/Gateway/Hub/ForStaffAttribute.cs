namespace Medzdrav.Gateway;

/// <summary>A hub method for staff only; others are refused with <c>wrongRole</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ForStaffAttribute : Attribute;

/// <summary>A hub method for signed-in patients only; others are refused with <c>wrongRole</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ForPatientsAttribute : Attribute;
