// Charts through the engine of Helm 3, as `helm template` and `helm lint --strict` take them: see ../README.md.
package main

import (
	"slices"

	"helm.sh/helm/v3/pkg/action"
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/cli"
	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/getter"
	"helm.sh/helm/v3/pkg/release"
	"streamwright/tests/batch"
)

var getters = getter.All(cli.New())

func main() { batch.Serve(render) }

func render(request batch.Request) (rendered batch.Rendered, err error) {
	version, err := chartutil.ParseKubeVersion(request.KubeVersion)
	if err != nil {
		return rendered, err
	}
	options := values.Options{ValueFiles: request.Values, Values: request.Set, JSONValues: request.SetJSON}
	given, err := options.MergeValues(getters)
	if err != nil {
		return rendered, err
	}
	if request.Lint {
		lint := action.NewLint()
		lint.Strict, lint.Namespace, lint.KubeVersion = true, request.Namespace, version
		for _, err := range lint.Run([]string{request.Chart}, given).Errors {
			rendered.Lint = append(rendered.Lint, err.Error())
		}
	}
	chart, err := loader.Load(request.Chart)
	if err != nil {
		return rendered, err
	}
	install := action.NewInstall(&action.Configuration{Log: func(string, ...any) {}})
	install.DryRun, install.ClientOnly = true, true
	install.Replace = true
	install.ReleaseName, install.Namespace, install.KubeVersion = request.Release, request.Namespace, version
	installed, err := install.Run(chart, given)
	if err != nil {
		return rendered, err
	}
	rendered.Notes = installed.Info.Notes
	rendered.Objects = batch.Split(installed.Manifest)
	for _, hook := range installed.Hooks {
		if slices.Contains(hook.Events, release.HookTest) {
			rendered.Tests = append(rendered.Tests, hook.Manifest)
		} else {
			rendered.Objects = append(rendered.Objects, hook.Manifest)
		}
	}
	return rendered, nil
}
