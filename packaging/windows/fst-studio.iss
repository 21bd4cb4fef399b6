; Inno Setup 6, run by packaging/make_windows.py, which makes the icon.
; Takes dist\fst-studio (build.spec), writes dist\fst-studio-VERSION-windows-x64.exe.

#ifndef Version
  #error Give the version: iscc /DVersion=... (fst_gui.__version__)
#endif

[Setup]
; Never change: by this an update finds what is installed.
AppId={{8E3B1D52-6C0E-4F0B-9C47-2F5C0D7B6A19}
AppName=FST Studio
AppVersion={#Version}
AppPublisher=The FST Studio authors
AppPublisherURL=https://github.com/fst-studio/fst-studio
AppUpdatesURL=https://github.com/fst-studio/fst-studio/releases
VersionInfoVersion={#Version}
; For the one who installs it, without an administrator.
PrivilegesRequired=lowest
DefaultDirName={autopf}\FST Studio
DisableProgramGroupPage=yes
DisableDirPage=auto
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\dist\app.ico
UninstallDisplayIcon={app}\fst-studio.exe
UninstallDisplayName=FST Studio
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
CloseApplications=yes
OutputDir=..\..\dist
OutputBaseFilename=fst-studio-{#Version}-windows-x64
Compression=lzma2/max
SolidCompression=yes
; Both programs carry the same 30 MB: they are packed once when the dictionary spans them.
LZMADictionarySize=131072
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\fst-studio\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; An update must not leave libraries of the version before it.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\FST Studio"; Filename: "{app}\fst-studio.exe"; AppUserModelID: "io.github.fst-studio.FSTStudio"
Name: "{autodesktop}\FST Studio"; Filename: "{app}\fst-studio.exe"; Tasks: desktopicon

[Registry]
; Style packs are ours.
Root: HKA; Subkey: "Software\Classes\.fststyle"; ValueType: string; ValueData: "FSTStudio.Style"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.fststyle"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-fst-style"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\FSTStudio.Style"; ValueType: string; ValueData: "FST Studio style pack"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\FSTStudio.Style\DefaultIcon"; ValueType: string; ValueData: "{app}\fst-studio.exe,0"
Root: HKA; Subkey: "Software\Classes\FSTStudio.Style\shell\open\command"; ValueType: string; ValueData: """{app}\fst-studio.exe"" studio ""%1"""
; Photos keep the program they have; ours is offered by "Open with".
Root: HKA; Subkey: "Software\Classes\Applications\fst-studio.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "FST Studio"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\fst-studio.exe\shell\open\command"; ValueType: string; ValueData: """{app}\fst-studio.exe"" studio ""%1"""
#define Photo(str Suffix) 'Root: HKA; Subkey: "Software\Classes\Applications\fst-studio.exe\SupportedTypes"; ValueType: string; ValueName: "' + Suffix + '"; ValueData: ""'
#emit Photo(".jpg")
#emit Photo(".jpeg")
#emit Photo(".png")
#emit Photo(".webp")
#emit Photo(".tif")
#emit Photo(".tiff")
#emit Photo(".bmp")
#emit Photo(".gif")
#emit Photo(".avif")
#emit Photo(".heic")
#emit Photo(".heif")

[Run]
Filename: "{app}\fst-studio.exe"; Description: "{cm:LaunchProgram,FST Studio}"; Flags: nowait postinstall skipifsilent

; Uninstalling removes {app} alone: styles and settings stay in the user's AppData.
